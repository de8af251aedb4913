using Ao.Effects;
using Ao.Plugins;
using Ao.Projects;
using Ao.Scm;

namespace Ao.Forks;

/// <summary>Brings a project up to its upstream, by a fast-forward and in no other way, once a person has consented.</summary>
internal sealed class ForkSync(ProjectCatalog projects, ISlotCatalog plugins, IEffectGate gate, EffectProjection effects, OperationKeys keys, ForkDesk desk, ForkSources sources, ForkProjection forks)
{
    public async Task<ForkSyncResult> SyncAsync(ProjectId id, CancellationToken cancellationToken)
    {
        var project = projects.Get(id);
        if (project.Options.Fork is not { Name: { } name, Upstream: not null })
        {
            throw new AoException($"Project '{id}' has no upstream to be brought up to. Name the fork and its place with Fork:Name and Fork:Upstream.");
        }

        var network = plugins.Find<IForkNetwork>(Slot.Scm, project.Options.Scm) ?? throw new AoException($"The scm '{project.Options.Scm}' of project '{id}' brings no fork up to its upstream.");
        await desk.LookAsync(id, ForkNames.Upstream, cancellationToken).ConfigureAwait(false);
        if (Known(forks.Find(id, ForkNames.Upstream), project, out var look) is { } known)
        {
            await desk.NoteAsync(id, ForkNames.Upstream, new ForkFacts.Synced(look.Branch, known.Outcome, known.Revision, known.Reason), cancellationToken).ConfigureAwait(false);
            return known;
        }

        var (branch, revision) = (look.Branch, look.Kinship.ForkRevision);
        var request = new ForkSyncRequest
        {
            // What the upstream gets after somebody was asked is a question of its own.
            Key = keys.Of(id, $"fork-sync/{Made(id) + 1}/{OperationKeys.Part(revision)}"),
            Revision = revision.Length > 0 ? revision : null,
            Source = await sources.UpstreamOfAsync(id, cancellationToken).ConfigureAwait(false) with { BaseBranch = branch },
            Fork = new Fork(name, project.Source.Location),
            Branch = branch,
        };
        var effect = ForkEffects.Sync(id, project.Options.Scm, request, look.Kinship.Ahead);
        var action = new EffectAction<ForkSyncResult>
        {
            ResultType = ForksJson.Default.ForkSyncResult,
            Perform = () => network.SyncForkAsync(request),

            // A fast-forward that is made again finds nothing left to do.
            MayRepeat = true,
        };
        var result = (await gate.PerformAsync(effect, action, cancellationToken).ConfigureAwait(false)).Require(effect);
        await desk.NoteAsync(id, ForkNames.Upstream, new ForkFacts.Synced(branch, result.Outcome, result.Revision, result.Reason), cancellationToken).ConfigureAwait(false);
        await desk.LookAsync(id, ForkNames.Upstream, cancellationToken).ConfigureAwait(false);
        return result;
    }

    /// <summary>Gives what can be said before anybody is asked; <see langword="null"/> where a fast-forward is to be tried.</summary>
    private static ForkSyncResult? Known(ForkState? state, Project project, out ForkFacts.Looked look)
    {
        if (state is not { Problem: null, Look: { } seen })
        {
            throw new TransientException($"The upstream of project '{project.Id}' cannot be looked at: {state?.Problem ?? "nothing is known of it yet."}");
        }

        look = seen;
        var (branch, kinship) = (look.Branch, look.Kinship);
        if (project.Options.BaseBranch is { } own && own != branch)
        {
            return new ForkSyncResult(ForkSyncOutcome.Blocked, kinship.SourceRevision, $"The project works on branch '{Printable.Quote(own)}' and follows branch '{Printable.Quote(branch)}' of its upstream. Only branches of one name are brought together; merge yourself.");
        }

        return kinship switch
        {
            { IsKin: false } => new ForkSyncResult(ForkSyncOutcome.Blocked, kinship.SourceRevision, "The project and its upstream have no history in common."),
            { Ahead: 0 } => new ForkSyncResult(ForkSyncOutcome.UpToDate, kinship.SourceRevision),
            { Behind: > 0 } => new ForkSyncResult(ForkSyncOutcome.Blocked, kinship.SourceRevision, $"The project has {kinship.Behind} commits that its upstream lacks, so that only a merge or a rebase brings it up. Do that yourself."),
            _ => null,
        };
    }

    // Numbered, because a branch is brought up again and again: a sync is the next one until it was made.
    private int Made(ProjectId id) => effects.All.Count(effect => effect.Intent.Kind == EffectKind.SyncFork && effect.Intent.Project == id && effect.Outcome == EffectStatus.Succeeded);
}
