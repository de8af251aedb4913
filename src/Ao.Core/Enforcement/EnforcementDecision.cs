using Ao.Runtimes;
using Ao.Scm;

namespace Ao.Enforcement;

/// <summary>Decides which level is in force: a pure function of what the project sets and what its runtime does.</summary>
internal static class EnforcementDecision
{
    /// <summary>Decides the level.</summary>
    /// <param name="traits">What the runtime is like.</param>
    /// <param name="credentials">The variables of the project's settings that lead the agent to credentials.</param>
    /// <param name="isolation">How far workspaces are kept apart.</param>
    /// <returns>The level, and why it is no other.</returns>
    public static SessionEnforcement Of(RuntimeTraits traits, IReadOnlyList<string> credentials, WorkspaceIsolation isolation)
    {
        if (credentials.Count > 0)
        {
            return new SessionEnforcement(EnforcementLevel.Advisory, $"The project's settings give the agent {string.Join(", ", credentials.Select(Printable.Quote))}: what it can do with that, no gate sees.");
        }

        return (traits.RunsAsOtherUser, traits.ClosesNetwork, isolation) switch
        {
            (true, true, WorkspaceIsolation.Worktree) => Brokered("The project's working trees share one repository, which its agents can change for one another."),
            (true, true, _) => new SessionEnforcement(EnforcementLevel.Isolated, "The agent runs as another user, sees its own folders only, and has no network but what its runtime lets through."),
            (true, false, _) => Brokered("The agent is given no credential and runs as another user. Its network is the host's."),
            (false, true, _) => Brokered("The agent is given no credential and no network. It runs as the host's user and can read what that user can read."),
            _ => Brokered("The agent is given no credential. It runs as the host's user, can read what that user can read, and its network is the host's."),
        };
    }

    /// <summary>Says what to do about a level that is too low.</summary>
    public static string RemedyFor(SessionEnforcement enforcement, EnforcementLevel demanded) => (enforcement.Level, demanded) switch
    {
        (EnforcementLevel.Advisory, EnforcementLevel.CredentialBrokered) => "Remove those variables from the agent's Environment and PassEnvironment, or set the project's MinEnforcement to Advisory and know that its agents can act without consent.",
        (EnforcementLevel.Advisory, _) => "Remove those variables from the agent's Environment and PassEnvironment first.",
        _ => "Choose a runtime that runs agents as another user and without the host's network, with workspaces of their own (Isolation: Repository), or lower the project's MinEnforcement.",
    };

    private static SessionEnforcement Brokered(string reason) => new(EnforcementLevel.CredentialBrokered, reason);
}
