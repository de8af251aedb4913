using Ao.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Ao.Plugins;

/// <summary>Binds a plugin's options and checks their attributes, by the same rules as the core's own.</summary>
internal sealed class PluginOptionsBinding<TOptions>(IConfiguration configuration) : IConfigureOptions<TOptions>, IValidateOptions<TOptions>
    where TOptions : class
{
    private ConfigurationProblems _problems = new(configuration);

    public void Configure(TOptions options)
    {
        var problems = new ConfigurationProblems(configuration);
        new OptionsBinder(problems).Bind(configuration, options);
        _problems = problems;
    }

    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        new AnnotationValidator(_problems).Validate(options);
        return _problems.Lines.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(_problems.Lines);
    }
}
