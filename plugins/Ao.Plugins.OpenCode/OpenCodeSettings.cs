using Ao.Agents;

namespace Ao.Plugins.OpenCode;

/// <summary>A project's settings for OpenCode, read and checked.</summary>
/// <param name="Program">The program.</param>
/// <param name="Arguments">Arguments of the program's own, before those of this agent.</param>
/// <param name="Config">The configuration to work with in place of the user's own, as JSON or as the full path of a file, where the project gives one.</param>
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
        if (config is not null && !Path.IsPathRooted(config) && !IsInline(config))
        {
            throw new AoException($"The option '{ConfigOption}' of the agent 'opencode' is a configuration as JSON, or the full path of one; '{Printable.Quote(config)}' is neither.");
        }

        var provider = settings.Options.GetValueOrDefault(ProviderOption) ?? settings.Model?.Split('/')[0] ?? "opencode";
        return new OpenCodeSettings(settings.Command?.Program ?? "opencode", settings.Command?.Arguments ?? [], config, provider);
    }

    /// <summary>Tells whether a configuration is given as it is, not as a file.</summary>
    public static bool IsInline(string config) => config.StartsWith('{');
}
