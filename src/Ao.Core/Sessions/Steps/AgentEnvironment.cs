using Ao.Agents;

namespace Ao.Sessions.Steps;

/// <summary>Builds all variables that an agent's process sees: a short list of harmless ones, what the project passes on, and what the agent asks for.</summary>
internal static class AgentEnvironment
{
    private static readonly string[] s_passedOn = ["PATH", "LANG", "LC_ALL", "TERM", "TMPDIR", "TZ", "USER", "DOTNET_ROOT"];

    public static Dictionary<string, string> Build(SessionState state, AgentSettings settings, AgentLaunch launch, string home)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["HOME"] = home,
            ["AO_SESSION_ID"] = state.Id.Value,
            ["AO_RUN_ID"] = state.Run!.Id.ToString(),
            ["AO_WORKSPACE"] = state.Workspace!.Path,

            // A session has no credentials to answer with, so git must not wait for them.
            ["GIT_TERMINAL_PROMPT"] = "0",
        };
        foreach (var name in s_passedOn)
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
            {
                environment[name] = value;
            }
        }

        foreach (var (name, value) in settings.Environment.Concat(launch.Environment))
        {
            environment[name] = value;
        }

        return environment;
    }
}
