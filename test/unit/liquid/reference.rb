# Makes fixtures/expected.json from fixtures/cases.yml: what Jekyll prints for each template.
#
#   ruby test/unit/liquid/reference.rb
#
# Made with Ruby 3.1.7, jekyll 4.3.1, rouge 3.30.0 and liquid 5.4.0 (Debian 12's jekyll runs on it). Where liquid
# 4.0.4, which Jekyll 4.3 asks for elsewhere, differs in what these templates use, its own code is read before.

require 'jekyll'
require 'json'
require 'tmpdir'
require 'yaml'
require_relative '../../support/liquid-4'

ENV['TZ'] = 'America/New_York'
NOW = Time.at(1_700_000_000)
Time.define_singleton_method(:now) { |*| NOW }

HERE = File.join(__dir__, 'fixtures')
CASES = YAML.safe_load(File.read(File.join(HERE, 'cases.yml')), :aliases => true)

# {"$time" => seconds} is a Time; JSON keeps 1.0 apart from 1 only for Ruby, so {"$float" => 1.0} is a Float.
def revive(value)
  case value
  when Hash
    return Time.at(value['$time']) if value.key?('$time')
    return value['$float'].to_f if value.key?('$float')

    value.transform_values { |item| revive(item) }
  when Array then value.map { |item| revive(item) }
  else value
  end
end

def render(site, template, scope)
  page = scope['page'] || {}
  parsed = Liquid::Template.parse(template, :line_numbers => true)
  info = { :registers => { :site => site, :page => page }, :filters => [Jekyll::Filters] }
  { 'output' => parsed.render!(scope, info) }
rescue StandardError, ScriptError => e
  { 'error' => e.message.lines.first.strip }
end

Dir.mktmpdir do |dir|
  CASES['files'].each do |path, text|
    target = File.join(dir, path)
    FileUtils.mkdir_p(File.dirname(target))
    File.write(target, text)
  end
  config = Jekyll.configuration('source' => dir, 'quiet' => true, 'disable_disk_cache' => true, **CASES['config'])
  groups = CASES['groups'].map do |group|
    site = Jekyll::Site.new(config)
    site.reset
    site.read
    site.generate
    pairs = group['templates'].map do |template|
      { 'template' => template, **render(site, template, revive(group['scope'] || {})) }
    end
    { 'title' => group['title'], 'scope' => group['scope'] || {}, 'pairs' => pairs }
  end
  clocks = CASES['zones'].map do |zone|
    ENV['TZ'] = zone
    { 'zone' => zone, 'shows' => CASES['moments'].map { |seconds| Time.at(seconds).strftime('%F %T %z %Z') } }
  end
  made = "Ruby #{RUBY_VERSION}, jekyll #{Jekyll::VERSION}, liquid #{Liquid::VERSION}; do not edit, run reference.rb"
  expected = { 'made' => made, 'config' => CASES['config'], 'files' => CASES['files'], 'groups' => groups,
               'moments' => CASES['moments'], 'clocks' => clocks }
  File.write(File.join(HERE, 'expected.json'), "#{JSON.pretty_generate(expected)}\n")
end
