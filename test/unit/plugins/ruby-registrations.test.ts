import { expect, test } from 'vitest';
import { rubyRegistrations } from '../../../src/plugins/ruby-registrations.js';

/** What a Ruby text registers, as `kind name line:column`, a block with its end. */
function registered(text: string): string[] {
  return rubyRegistrations(text, '_plugins/a.rb').map(
    ({ kind, name, line, column, isBlock }) =>
      `${kind} ${name}${isBlock === true ? '…' : ''} ${line}:${column}`,
  );
}

test('tags and blocks are found with their names, however these are written', () => {
  const text = `module Jekyll
  class NoteTag < Liquid::Tag
    def render(context) = @text
  end
  class BoxBlock < ::Liquid::Block
  end
end
Liquid::Template.register_tag('note', Jekyll::NoteTag)
Liquid::Template.register_tag "box", Jekyll::BoxBlock
  Liquid::Template.register_tag(:other, Jekyll::NoteTag)
Liquid::Template.register_tag("frozen".freeze, ::Jekyll::NoteTag)
`;
  expect(registered(text)).toEqual(['tag note 8:18', 'tag box… 9:18', 'tag other 10:20', 'tag frozen 11:18']);
});

test('of a module of filters each method is one that a template can call', () => {
  const text = `module Jekyll::TextFilters
  def initials(name)
    name.split.map { |word| word[0] }.join # def other
  end

  def self.helper(x) = x
  def ok?(x) = true

  private

  def hidden(x)
  end
end

module Unused
  def unused(x); end
end
Liquid::Template.register_filter(Jekyll::TextFilters)
`;
  expect(registered(text)).toEqual(['filter initials 2:3']);
});

test('generators, converters and hooks are found', () => {
  const text = `class Jekyll::TagPages < Jekyll::Generator
end
module Jekyll
  class Upcase < Converter
  end
end
Jekyll::Hooks.register [:posts, :pages], :pre_render do |page|
end
Jekyll::Hooks.register(:site, :post_write) { |site| }
`;
  expect(registered(text)).toEqual([
    'generator TagPages 1:1',
    'converter Upcase 4:3',
    'hook [:posts, :pages], :pre_render 7:9',
    'hook :site, :post_write 9:9',
  ]);
});

test('what is in a comment is not registered, and a sign in a text begins none', () => {
  const text = `# Liquid::Template.register_tag('one', One)
=begin
Liquid::Template.register_tag('two', Two)
=end
colour = "#fff"; Liquid::Template.register_tag('three', Three)
`;
  expect(registered(text)).toEqual(['tag three 5:35']);
});

test.each([
  '',
  'register_tag(',
  "register_tag('x'",
  'register_tag(name, X)',
  '\0\uFFFD',
  'class < Generator',
])('a text that registers nothing readable gives nothing: %j', (text) => {
  expect(registered(text)).toEqual([]);
});
