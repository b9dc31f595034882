import { describe, expect, test } from 'vitest';
import { hostCheck } from '../../../src/serve/http/host-names.js';

describe('a request is answered', () => {
  test.each([
    ['127.0.0.1', 'localhost:4000', true],
    ['127.0.0.1', 'LOCALHOST', true],
    ['127.0.0.1', 'localhost.', true],
    ['127.0.0.1', '127.0.0.1:4000', true],
    ['127.0.0.1', '[::1]:4000', true],
    ['127.0.0.1', 'localhost:8080', true],
    ['127.0.0.1', 'evil.example:4000', false],
    ['127.0.0.1', 'localhost.evil.example', false],
    ['127.0.0.1', '127.0.0.1.evil.example', false],
    ['127.0.0.1', '192.168.1.5:4000', false],
    ['127.0.0.1', 'laptop', false],
    ['127.0.0.1', '', false],
    ['127.0.0.1', 'localhost:4000:1', false],
    ['127.0.0.1', 'user@localhost', false],
    ['127.0.0.1', '[::1', false],
    ['192.168.1.5', '192.168.1.5:4000', true],
    ['192.168.1.5', 'localhost:4000', false],
    ['192.168.1.5', 'evil.example', false],
    ['0.0.0.0', '192.168.1.5:4000', true],
    ['0.0.0.0', '[fe80::1]:4000', true],
    ['0.0.0.0', 'localhost', true],
    ['0.0.0.0', 'Laptop:4000', true],
    ['0.0.0.0', 'laptop.local:4000', true],
    ['0.0.0.0', 'evil.example', false],
    ['::', '10.0.0.7', true],
  ])('at %s for the name %s: %s', (host, header, expected) => {
    expect(hostCheck(host, 'laptop')(header)).toBe(expected);
  });

  test('never without a name', () => {
    expect(hostCheck('127.0.0.1', 'laptop')(undefined)).toBe(false);
  });
});
