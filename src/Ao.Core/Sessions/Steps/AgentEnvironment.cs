using Ao.Agents;
using Ao.Scm;

namespace Ao.Sessions.Steps;

/// <summary>Builds all variables that an agent's process sees: a short list of harmless ones, what its scm guards it with, what the project passes on, and what the agent asks for.</summary>
internal static class AgentEnvironment
{
    private static readonly string[] s_passedOn = ["PATH", "LANG", "LC_ALL", "TERM", "TMPDIR", "TZ", "USER", "DOTNET_ROOT"];

    public static Dictionary<string, string> Build(SessionState state, AgentSettings settings, AgentLaunch launch, SessionGuard guard, string home)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["HOME"] = home,
            ["AO_SESSION_ID"] = state.Id.Value,
            ["AO_RUN_ID"] = state.Run!.Id.ToString(),
            ["AO_WORKSPACE"] = state.Workspace!.Path,
        };
        foreach (var name in s_passedOn)
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
            {
                environment[name] = value;
            }
        }

        // The project's own come last: where they lead to credentials, the session's level says so.
        foreach (var (name, value) in guard.Environment.Concat(settings.Environment).Concat(launch.Environment))
        {
            environment[name] = value;
        }

        return environment;
    }
}
