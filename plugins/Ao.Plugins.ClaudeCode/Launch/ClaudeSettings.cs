using Ao.Agents;

namespace Ao.Plugins.ClaudeCode.Launch;

/// <summary>A project's settings for Claude Code, read and checked.</summary>
/// <param name="Program">The program.</param>
/// <param name="Arguments">Arguments that belong to the program, before all others.</param>
/// <param name="Effort">How hard the model thinks, where it is set.</param>
internal sealed record ClaudeSettings(string Program, IReadOnlyList<string> Arguments, string? Effort)
{
    private const string EffortOption = "effort";
    private static readonly string[] s_efforts = ["low", "medium", "high", "xhigh", "max"];

    /// <exception cref="AoException">A setting is wrong.</exception>
    public static ClaudeSettings Of(AgentSettings settings)
    {
        if (settings.Options.Keys.FirstOrDefault(static key => key != EffortOption) is { } unknown)
        {
            throw new AoException($"The agent claude-code has no option '{Printable.Quote(unknown)}'. It knows '{EffortOption}'.");
        }

        var effort = settings.Options.GetValueOrDefault(EffortOption);
        if (effort is not null && !s_efforts.Contains(effort, StringComparer.Ordinal))
        {
            throw new AoException($"The option '{EffortOption}' of the agent claude-code cannot be '{Printable.Quote(effort)}'. Use one of: {string.Join(", ", s_efforts)}.");
        }

        foreach (var variable in new[] { "HOME", "CLAUDE_CONFIG_DIR" })
        {
            if (settings.Environment.ContainsKey(variable))
            {
                throw new AoException($"The variable '{variable}' cannot be set for the agent claude-code: each session has a home of its own, where its conversation is kept.");
            }
        }

        return new ClaudeSettings(settings.Command?.Program ?? "claude", settings.Command?.Arguments ?? [], effort);
    }
}
