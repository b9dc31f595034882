# What liquid 4.0.4, which Jekyll 4.3 asks for, does otherwise than the liquid 5.4.0 of Debian 12.

require 'liquid'

# liquid 4.0.4, lib/liquid/standardfilters.rb
module Liquid
  module StandardFilters
    def truncatewords(input, words = 15, truncate_string = '...')
      return if input.nil?

      wordlist = input.to_s.split
      words = Utils.to_integer(words)
      l = words - 1
      l = 0 if l < 0
      wordlist.length > l ? wordlist[0..l].join(' ') + truncate_string.to_s : input
    end
  end
end
