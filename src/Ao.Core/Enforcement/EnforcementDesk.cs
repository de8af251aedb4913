using Ao.Agents;
using Ao.Plugins;
using Ao.Projects;
using Ao.Runtimes;
using Ao.Scm;

namespace Ao.Enforcement;

/// <summary>Tells which level is in force for a project's agents, and refuses those that are below what the project demands.</summary>
internal sealed class EnforcementDesk(ISlotCatalog plugins)
{
    /// <summary>Tells the level for a new session of a project.</summary>
    public SessionEnforcement Of(Project project, string agent, AgentMode mode) =>
        Of(project, agent, project.RuntimeFor(mode), project.Options.Scm, project.Options.Isolation);

    /// <summary>Tells the level for a session whose runtime and workspace are known.</summary>
    public SessionEnforcement Of(Project project, string agent, string runtime, string scm, WorkspaceIsolation isolation)
    {
        var settings = project.OptionsOf(agent);
        var guard = plugins.Find<ISessionGuard>(Slot.Scm, scm);
        var credentials = CredentialVariables.In(settings.Environment.Keys.Concat(settings.PassEnvironment).Distinct(StringComparer.Ordinal), guard);
        return EnforcementDecision.Of(plugins.Get<IRuntime>(runtime).Traits, credentials, isolation);
    }

    /// <summary>Refuses a level that is below what the project demands.</summary>
    /// <exception cref="AoException">It is; the message says why and what to do.</exception>
    public static void Require(Project project, string agent, SessionEnforcement enforcement)
    {
        var demanded = project.Options.MinEnforcement;
        if (enforcement.Level < demanded)
        {
            throw new AoException($"The project '{project.Id}' demands the enforcement level {demanded} (MinEnforcement), and its sessions of the agent '{Printable.Quote(agent)}' have {enforcement.Level}: {enforcement.Reason} {EnforcementDecision.RemedyFor(enforcement, demanded)}");
        }
    }
}
