using Ao.Commands;
using Ao.Effects;
using Ao.Plugins;
using Ao.Projects;
using Ao.Scm;
using Ao.Sessions;
using Ao.Sessions.Steps;
using Microsoft.Extensions.Logging;

namespace Ao.Forks;

/// <summary>Says what of a project could go to its upstream, and tries it there. No branch moves.</summary>
internal sealed class ForkUpstream(ProjectCatalog projects, ISlotCatalog plugins, ForkSources sources, ICommandRunner commands, DataFolders folders, OperationKeys keys, ILogger<ForkUpstream> logger)
{
    private const int MaxRevisions = 200;
    private const int MaxRevision = 64;
    private readonly KeyedLock _trials = new();

    public async Task<IReadOnlyList<UpstreamableChange>> ListAsync(ProjectId id, CancellationToken cancellationToken)
    {
        var host = HostOf(id);
        var upstream = await sources.UpstreamOfAsync(id, cancellationToken).ConfigureAwait(false);
        var branch = await sources.BringOwnAsync(id, upstream, cancellationToken).ConfigureAwait(false);
        var request = new UpstreamableRequest { Source = upstream, ForkId = ForkNames.Self, Branch = branch, ForkOnlyPaths = [.. projects.Get(id).Options.Fork.ForkOnlyPaths] };
        return await host.FindUpstreamableAsync(request, cancellationToken).ConfigureAwait(false);
    }

    public async Task<UpstreamTrial> TryAsync(ProjectId id, IReadOnlyList<string> revisions, CancellationToken cancellationToken)
    {
        Check(revisions);
        var host = HostOf(id);
        var upstream = await sources.UpstreamOfAsync(id, cancellationToken).ConfigureAwait(false);
        using var alone = await _trials.AcquireAsync(keys.Of(id, "fork-trial"), cancellationToken).ConfigureAwait(false);
        await sources.BringOwnAsync(id, upstream, cancellationToken).ConfigureAwait(false);
        var applied = await host.TryApplyAsync(upstream, ForkNames.Self, revisions, cancellationToken).ConfigureAwait(false);
        if (applied.Revision is not { } revision)
        {
            return new UpstreamTrial { Passed = false, Conflicts = applied.Conflicts, Reason = $"The changes do not apply to the upstream: {string.Join(", ", applied.Conflicts.Take(10).Select(Printable.Quote))} {(applied.Conflicts.Count == 1 ? "is" : "are")} in conflict." };
        }

        var evidence = await VerifyAsync(id, upstream, revision, cancellationToken).ConfigureAwait(false);
        return new UpstreamTrial { Passed = evidence is not [.., not { ExitCode: 0, TimedOut: false }], Revision = revision, Commands = evidence, Reason = ReasonOf(evidence) };
    }

    private static string ReasonOf(List<CommandEvidence> evidence) => evidence switch
    {
        [] => "The changes apply. The project has no verification commands, so that nothing was run.",
        [.., { TimedOut: true } last] => $"The changes apply, and '{Printable.Quote(last.Name)}' ran out of time there.",
        [.., { ExitCode: not 0 } last] => $"The changes apply, and '{Printable.Quote(last.Name)}' exits with {last.ExitCode} there.",
        _ => "The changes apply, and every verification command succeeds there.",
    };

    private async Task<List<CommandEvidence>> VerifyAsync(ProjectId id, ProjectSource upstream, string revision, CancellationToken cancellationToken)
    {
        var project = projects.Get(id);
        var evidence = new List<CommandEvidence>();
        if (project.Options.Verification.Commands.Count == 0)
        {
            return evidence;
        }

        var checkout = await plugins.Get<IScm>(project.Options.Scm).CheckOutAsync(upstream, revision, cancellationToken).ConfigureAwait(false);
        await using (checkout.ConfigureAwait(false))
        {
            using var home = VerificationHome.Make(folders.TrialOf(id), logger);
            foreach (var command in project.Options.Verification.Commands)
            {
                var result = await commands.RunAsync(VerificationRequest.Of(command, checkout, home.Path, command.PassEnvironment), cancellationToken).ConfigureAwait(false);
                evidence.Add(CommandEvidence.Of(command, result));
                if (evidence[^1] is not { ExitCode: 0, TimedOut: false })
                {
                    break;
                }
            }
        }

        return evidence;
    }

    private static void Check(IReadOnlyList<string> revisions)
    {
        ArgumentNullException.ThrowIfNull(revisions);
        if (revisions.Count is 0 or > MaxRevisions)
        {
            throw new AoException($"{revisions.Count} changes cannot be tried on the upstream. Give 1 to {MaxRevisions}, the oldest first.");
        }

        if (revisions.FirstOrDefault(static revision => revision is null or "" || revision.Length > MaxRevision || !revision.All(char.IsAsciiLetterOrDigit)) is { } odd)
        {
            throw new AoException($"'{Printable.Quote(ShortText.Of(odd, 100))}' is no revision. Use those that {nameof(IForks.ListUpstreamableAsync)} gives.");
        }
    }

    private IUpstreamable HostOf(ProjectId id)
    {
        var project = projects.Get(id);
        return plugins.Find<IUpstreamable>(Slot.Scm, project.Options.Scm) ?? throw new AoException($"The scm '{project.Options.Scm}' of project '{id}' does not tell what could go upstream.");
    }
}
