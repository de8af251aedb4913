using System.Collections.Concurrent;
using Ao.Agents;
using Ao.Commands;
using Ao.Configuration;
using Ao.Enforcement;
using Ao.Plugins;
using Ao.Projects;
using Ao.Prompts;
using Ao.Runtimes;
using Ao.Scm;
using Microsoft.Extensions.Logging;

namespace Ao.Sessions;

/// <summary>Finds out, before a session is made, whether its agent and its project's source can be worked with.</summary>
/// <remarks>An answer that all is well serves all spawns of the next seconds, so that twenty at once ask once.</remarks>
internal sealed partial class SpawnPreflight(ISlotCatalog plugins, EnforcementDesk enforcement, TimeProvider time, ILogger<SpawnPreflight> logger)
{
    private static readonly TimeSpan s_validity = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<(ProjectId Project, string Agent, AgentMode Mode), Answer> _answers = new();

    /// <summary>Checks agent and source.</summary>
    /// <exception cref="AoException">One of them cannot be worked with; the message says what to do.</exception>
    public async Task CheckAsync(Project project, string agent, AgentMode mode, CancellationToken cancellationToken)
    {
        var key = (project.Id, agent, mode);
        var answer = _answers.AddOrUpdate(key, _ => Ask(), (_, old) => time.GetElapsedTime(old.AskedAt) < s_validity && !old.Checked.IsFaulted && !old.Checked.IsCanceled ? old : Ask());
        try
        {
            await answer.Checked.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch when (answer.Checked.IsFaulted || answer.Checked.IsCanceled)
        {
            // Not kept: the next one asks anew, and the names that requests make up do not pile up here.
            _answers.TryRemove(KeyValuePair.Create(key, answer));
            throw;
        }

        Answer Ask()
        {
            // Not bound to one caller's token: others may wait for the same answer.
            var asking = new Lazy<Task>(() => AskAsync(project, agent, mode));
            return new Answer(time.GetTimestamp(), asking);
        }
    }

    /// <summary>Checks whether a branch of a name can be made, where the scm can tell.</summary>
    /// <exception cref="AoException">It cannot; the message says why.</exception>
    public async Task CheckBranchAsync(Project project, string branch, CancellationToken cancellationToken)
    {
        if (plugins.Find<IBranchCheck>(Slot.Scm, project.Options.Scm) is { } scm)
        {
            await scm.CheckBranchAsync(project.Source, branch, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task AskAsync(Project project, string agent, AgentMode mode)
    {
        foreach (var command in project.Options.Verification.Commands)
        {
            RequireProgram(project, command);
        }

        await PromptWriter.CheckAsync(project, CancellationToken.None).ConfigureAwait(false);
        var source = await plugins.Get<IScm>(project.Options.Scm).InspectAsync(project.Source, CancellationToken.None).ConfigureAwait(false);
        foreach (var warning in source.Warnings)
        {
            LogWarning(project.Id, warning);
        }

        await RequireRuntimeAsync(project, mode).ConfigureAwait(false);
        EnforcementDesk.Require(project, agent, enforcement.Of(project, agent, mode));
        var setup = new AgentSetup { Settings = project.SettingsOf(agent), Runtime = plugins.Get<IRuntime>(project.RuntimeFor(mode)).Traits, Mode = mode };
        var readiness = await plugins.Get<IAgent>(agent).CheckReadinessAsync(setup, CancellationToken.None).ConfigureAwait(false);
        if (!readiness.IsReady)
        {
            throw new AoException($"The agent '{agent}' is not ready: {readiness.Problem} {readiness.Remedy}");
        }
    }

    private async Task RequireRuntimeAsync(Project project, AgentMode mode)
    {
        var runtime = project.RuntimeFor(mode);
        var findings = plugins.Find<ISelfCheck>(Slot.Runtime, runtime) is { } self ? await self.InspectSelfAsync(CancellationToken.None).ConfigureAwait(false) : [];
        if (findings.FirstOrDefault(static finding => finding.Level == SelfCheckLevel.Fail) is { } missing)
        {
            throw new AoException($"The runtime '{runtime}' of project '{project.Id}' cannot be used: {missing.Summary} {missing.Remedy}");
        }
    }

    /// <summary>Found missing only after an agent has worked, a program would cost that work its verification.</summary>
    private static void RequireProgram(Project project, VerificationCommandOptions command)
    {
        var program = command.Command[0];
        var isThere = Path.IsPathFullyQualified(program) ? ProgramSearch.IsExecutable(program)

            // A relative path is one of the checkout's own, which is there with the change only.
            : program.Contains('/', StringComparison.Ordinal) || ProgramSearch.FindTool(program) is not null;
        if (!isThere && !OperatingSystem.IsWindows())
        {
            throw new AoException($"The verification command '{Printable.Quote(command.Name)}' of project '{project.Id}' cannot be run: there is no program '{Printable.Quote(program)}'. Install it, or correct the command.");
        }
    }

    [LoggerMessage(LogLevel.Warning, "Project {Project}: {Warning}")]
    private partial void LogWarning(ProjectId project, string warning);

    private sealed record Answer(long AskedAt, Lazy<Task> Asking)
    {
        public Task Checked => Asking.Value;
    }
}
