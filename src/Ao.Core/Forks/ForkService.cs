using Ao.Consents;
using Ao.Effects;
using Ao.Plugins;
using Ao.Projects;
using Ao.Scm;
using Ao.Sessions.Steps;

namespace Ao.Forks;

/// <summary>The forks for operators. It creates forks and switches push targets through the effect gate.</summary>
internal sealed class ForkService(
    ProjectCatalog projects,
    ISlotCatalog plugins,
    IEffectGate gate,
    EffectProjection effects,
    OperationKeys keys,
    ForkIdentityDesk identities,
    ForkRegistry registry,
    ForkIntroductions introductions,
    ForkViews views,
    ForkDesk desk,
    ForkSync sync,
    ForkUpstream upstream) : IForks
{
    public async Task<Fork> CreateAsync(ProjectId project, string owner, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(owner);
        var (configured, host) = HostOf(project);
        var request = new ForkRequest { Key = keys.Of(project, $"fork/{OperationKeys.Part(owner)}"), Source = configured.Source, Owner = owner };
        var effect = ForkEffects.Create(configured.Options.Scm, request);
        var action = new EffectAction<Fork>
        {
            ResultType = EffectResultsJson.Default.Fork,
            Find = token => host.FindForkAsync(request.Source, request.Key, token),
            Perform = () => host.CreateForkAsync(request),
            MayRepeat = OncePerKey.IsPromisedBy(plugins, Slot.Scm, configured.Options.Scm),
        };
        return (await gate.PerformAsync(effect, action, cancellationToken).ConfigureAwait(false)).Require(effect);
    }

    public async Task<string> GetPushTargetAsync(ProjectId project, CancellationToken cancellationToken = default)
    {
        var (configured, host) = HostOf(project);
        return await host.GetPushTargetAsync(configured.Source, cancellationToken).ConfigureAwait(false);
    }

    public async Task SwitchPushTargetAsync(ProjectId project, string location, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(location);
        var (configured, host) = HostOf(project);
        var source = configured.Source;
        var from = await host.GetPushTargetAsync(source, cancellationToken).ConfigureAwait(false);
        if (from == location)
        {
            return;
        }

        // Numbered, because one location may be switched to more than once: a switch is the next one until it was made.
        var number = 1 + effects.All.Count(effect => effect.Intent.Kind == EffectKind.SwitchPushTarget && effect.Intent.Project == project && effect.Outcome == EffectStatus.Succeeded);
        var switching = ForkEffects.SwitchPushTarget(configured.Options.Scm, keys.Of(project, $"push-target/{number}"), source, from, location);
        var action = new EffectAction<string>
        {
            ResultType = EffectResultsJson.Default.String,
            Find = async token => await host.GetPushTargetAsync(source, token).ConfigureAwait(false) == location ? location : null,
            Perform = () => SwitchAsync(host, source, from, location),
            MayRepeat = OncePerKey.IsPromisedBy(plugins, Slot.Scm, configured.Options.Scm),
        };
        var outcome = await gate.PerformAsync(switching, action, cancellationToken).ConfigureAwait(false);
        if (outcome.Status != EffectStatus.Succeeded)
        {
            _ = outcome.Require(switching);
        }
    }

    public Task<ForkIdentity> DeclareAsync(ProjectId project, CancellationToken cancellationToken = default) => identities.DeclareAsync(project, cancellationToken);

    public Task<ForkRegistration> RegisterAsync(ProjectId project, CancellationToken cancellationToken = default) => registry.RegisterAsync(project, cancellationToken);

    public Task<ForkRegistration> UnregisterAsync(ProjectId project, Operator by, CancellationToken cancellationToken = default) => registry.UnregisterAsync(project, by, cancellationToken);

    public Task<IReadOnlyList<ForkCandidate>> ListCandidatesAsync(ProjectId project, CancellationToken cancellationToken = default) => registry.ListCandidatesAsync(project, cancellationToken);

    public Task<IntroducedFork> DescribeCandidateAsync(ProjectId project, string forkId, string? location = null, CancellationToken cancellationToken = default) => introductions.DescribeAsync(project, forkId, location, cancellationToken);

    public Task<IReadOnlyList<MentionedFork>> ListMentionedAsync(ProjectId project, CancellationToken cancellationToken = default) => introductions.ListMentionedAsync(project, cancellationToken);

    public IReadOnlyList<KnownFork> List(ProjectId project) => views.List(project);

    public KnownFork Get(ProjectId project, string name) => views.Of(project, desk.Get(project, name));

    public Task<KnownFork> LookAsync(ProjectId project, string name, CancellationToken cancellationToken = default) => desk.LookAsync(project, name, cancellationToken);

    public Task<KnownFork> AdoptAsync(ProjectId project, ForkAdoption adoption, Operator by, CancellationToken cancellationToken = default) => desk.AdoptAsync(project, adoption, by, cancellationToken);

    public async Task<KnownFork> RuleAsync(ProjectId project, string name, ForkWord word, Operator by, string reason, CancellationToken cancellationToken = default)
    {
        var fork = await desk.RuleAsync(project, name, word, by, reason, cancellationToken).ConfigureAwait(false);
        if (name != ForkNames.Self)
        {
            return fork;
        }

        // Others are told by the identity. A host that dies before that declares it at its next start.
        await identities.DeclareAsync(project, cancellationToken).ConfigureAwait(false);
        return Get(project, name);
    }

    public Task<ForkSyncResult> SyncAsync(ProjectId project, CancellationToken cancellationToken = default) => sync.SyncAsync(project, cancellationToken);

    public Task<IReadOnlyList<UpstreamableChange>> ListUpstreamableAsync(ProjectId project, CancellationToken cancellationToken = default) => upstream.ListAsync(project, cancellationToken);

    public Task<UpstreamTrial> TryUpstreamAsync(ProjectId project, IReadOnlyList<string> revisions, CancellationToken cancellationToken = default) => upstream.TryAsync(project, revisions, cancellationToken);

    private static async ValueTask<string> SwitchAsync(IForkHost host, ProjectSource source, string from, string to)
    {
        // What a person agreed to is a switch from one place to another.
        var current = await host.GetPushTargetAsync(source).ConfigureAwait(false);
        if (current != from)
        {
            throw new AoException($"The changes of project '{source.Project}' are published to '{Printable.Quote(current)}' by now, not to '{Printable.Quote(from)}'. Ask again for the switch as it would be now.");
        }

        await host.SetPushTargetAsync(source, to).ConfigureAwait(false);
        return to;
    }

    private (Project Project, IForkHost Host) HostOf(ProjectId id)
    {
        var project = projects.Get(id);
        return (project, plugins.Find<IForkHost>(Slot.Scm, project.Options.Scm) ?? throw new AoException($"The scm '{project.Options.Scm}' of project '{project.Id}' has no forks."));
    }
}
