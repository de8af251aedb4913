using Ao.Agents;

namespace Ao.Plugins.OpenCode;

/// <summary>A project's settings for OpenCode, read and checked.</summary>
/// <param name="Program">The program.</param>
/// <param name="Arguments">Arguments of the program's own, before those of this agent.</param>
/// <param name="Config">A configuration file of the user's to work with, where the project names one.</param>
/// <param name="Provider">The provider whose limits the sessions share.</param>
internal sealed record OpenCodeSettings(string Program, IReadOnlyList<string> Arguments, string? Config, string Provider)
{
    private const string ConfigOption = "config";
    private const string ProviderOption = "provider";

    /// <exception cref="AoException">A setting is wrong.</exception>
    public static OpenCodeSettings Of(AgentSettings settings)
    {
        var unknown = settings.Options.Keys.FirstOrDefault(static key => key is not (ConfigOption or ProviderOption));
        if (unknown is not null)
        {
            throw new AoException($"The agent 'opencode' has no option '{Printable.Quote(unknown)}'. It knows '{ConfigOption}' and '{ProviderOption}'.");
        }

        if (settings.Model is { } model && !model.Contains('/', StringComparison.Ordinal))
        {
            throw new AoException($"OpenCode names models as provider/model; '{Printable.Quote(model)}' has no provider. 'opencode models' lists them.");
        }

        var config = settings.Options.GetValueOrDefault(ConfigOption);
        if (config is not null && !Path.IsPathRooted(config))
        {
            throw new AoException($"The option '{ConfigOption}' of the agent 'opencode' is the full path of a configuration file; '{Printable.Quote(config)}' is none.");
        }

        var provider = settings.Options.GetValueOrDefault(ProviderOption) ?? settings.Model?.Split('/')[0] ?? "opencode";
        return new OpenCodeSettings(settings.Command?.Program ?? "opencode", settings.Command?.Arguments ?? [], config, provider);
    }
}
