using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Ao.Claims;
using Ao.Plugins;
using Ao.Projects;
using Ao.Reports;
using Ao.Reviews;
using Ao.Scm;
using Ao.Sessions;
using Ao.Sessions.Steps;
using Ao.Trackers;

namespace Ao.Effects;

/// <summary>Looks for effects by what the journal holds of them, when those who wanted them are gone.</summary>
internal sealed class EffectLookup(ProjectCatalog projects, ISlotCatalog plugins, SessionProjection sessions)
{
    /// <summary>Gives how an intended effect is found. It cannot be performed by this.</summary>
    public IEffectAction<JsonNode> Of(EffectFacts.Intended intent) => new EffectAction<JsonNode>
    {
        ResultType = EffectResultsJson.Default.JsonNode,
        Find = FinderOf(intent),
        MayRepeat = MayRepeat(intent),
        Perform = static () => throw new NotSupportedException("What is looked for from the journal is not performed."),
    };

    private Func<CancellationToken, ValueTask<JsonNode?>>? FinderOf(EffectFacts.Intended intent) => intent.Kind switch
    {
        EffectKind.OpenPullRequest => async token => Node(await Scm<IPullRequestHost>(intent).FindPullRequestAsync(SourceOf(intent), intent.Key, token).ConfigureAwait(false), EffectResultsJson.Default.PullRequest),
        EffectKind.UpdatePullRequest => async token => Node(Updated(await PullRequestAsync(intent, token).ConfigureAwait(false), intent), EffectResultsJson.Default.PullRequest),
        EffectKind.MergePullRequest => async token => Node(Merged(await PullRequestAsync(intent, token).ConfigureAwait(false)), EffectResultsJson.Default.PullRequest),
        EffectKind.CreateFork => async token => Node(await Scm<IForkHost>(intent).FindForkAsync(SourceOf(intent), intent.Key, token).ConfigureAwait(false), EffectResultsJson.Default.Fork),
        EffectKind.SwitchPushTarget => async token => Node(Switched(await Scm<IForkHost>(intent).GetPushTargetAsync(SourceOf(intent), token).ConfigureAwait(false), intent), EffectResultsJson.Default.String),
        EffectKind.PublishBranch => async token => Node(Published(await Scm<IPushGate>(intent).FindPublishedAsync(SourceOf(intent), intent.Parameters["pushTarget"], intent.Parameters["branch"], token).ConfigureAwait(false), intent), EffectResultsJson.Default.String),
        EffectKind.CreateIssue => async token => Node(await plugins.Get<ITracker>(intent.Parameters["tracker"]).FindAsync(SourceOf(intent), intent.Key, token).ConfigureAwait(false), EffectResultsJson.Default.Issue),
        EffectKind.SubmitReport => async token => Node(await plugins.Get<IReporter>(intent.Parameters["reporter"]).FindAsync(SourceOf(intent), intent.Key, token).ConfigureAwait(false), EffectResultsJson.Default.ReportReceipt),
        EffectKind.AddReviewComment => async token => Node(ThreadEffects.Find(await Scm<IReviewThreadHost>(intent).ListThreadsAsync(SourceOf(intent), int.Parse(intent.Parameters["number"], CultureInfo.InvariantCulture), token).ConfigureAwait(false), intent.Parameters, intent.Key), EffectResultsJson.Default.ReviewThread),
        EffectKind.ClaimWork or EffectKind.TakeOverClaim => async token => Node(await Scm<IClaimHost>(intent).FindClaimAsync(SourceOf(intent), intent.Parameters["resource"], token).ConfigureAwait(false) is { } claim && claim.Key == intent.Key ? claim : null, ClaimFactsJson.Default.WorkClaim),
        EffectKind.ReleaseClaim => async token => Node((await Scm<IClaimHost>(intent).FindClaimAsync(SourceOf(intent), intent.Parameters["resource"], token).ConfigureAwait(false))?.Version == intent.Parameters["version"] ? null : "released", EffectResultsJson.Default.String),
        EffectKind.SpawnSession => _ => ValueTask.FromResult(Node(sessions.IdOf(intent.Key)?.Value, EffectResultsJson.Default.String)),

        // Reviews, changes of issues and notifications do not say which operation they came from.
        _ => null,
    };

    private bool MayRepeat(EffectFacts.Intended intent)
    {
        if (intent.Kind is EffectKind.AgentAction or EffectKind.SpawnSession or EffectKind.BreakDownIssue or EffectKind.RaiseBudget or EffectKind.ClaimWork or EffectKind.TakeOverClaim or EffectKind.ReleaseClaim or EffectKind.PublishLedger or EffectKind.RegisterFork or EffectKind.SyncFork or EffectKind.PublishCheck)
        {
            // To allow something twice allows it once, a key makes one session, a budget is raised to a limit, a ledger only grows, a check that is published again stands once, a fast-forward that is made again finds nothing left to do, and a claim is made and given up once by the promise of its contract.
            return true;
        }

        (string Parameter, Slot Slot)[] implementations = [("scm", Slot.Scm), ("tracker", Slot.Tracker), ("reporter", Slot.Reporter), ("notifier", Slot.Notifier)];
        var (parameter, slot) = Array.Find(implementations, implementation => intent.Parameters.ContainsKey(implementation.Parameter));
        return parameter is not null && OncePerKey.IsPromisedBy(plugins, slot, intent.Parameters[parameter]);
    }

    private static PullRequest? Updated(PullRequest pullRequest, EffectFacts.Intended intent)
    {
        var wanted = intent.Parameters;
        return (!wanted.TryGetValue("headRevision", out var revision) || pullRequest.HeadRevision == revision)
            && (!wanted.TryGetValue("title", out var title) || pullRequest.Title == title)
            && (!wanted.TryGetValue("body", out var body) || pullRequest.Body == body)
            && (!wanted.ContainsKey("close") || pullRequest.State == PullRequestState.Closed)
            ? pullRequest
            : null;
    }

    private static PullRequest? Merged(PullRequest pullRequest) => pullRequest.State == PullRequestState.Merged ? pullRequest : null;

    private static string? Switched(string target, EffectFacts.Intended intent) => target == intent.Parameters["to"] ? target : null;

    private static string? Published(string? revision, EffectFacts.Intended intent) => revision == intent.Parameters["revision"] ? revision : null;

    private static JsonNode? Node<T>(T? found, JsonTypeInfo<T> type)
        where T : class => found is null ? null : JsonSerializer.SerializeToNode(found, type);

    private async ValueTask<PullRequest> PullRequestAsync(EffectFacts.Intended intent, CancellationToken cancellationToken) =>
        await Scm<IPullRequestHost>(intent).GetPullRequestAsync(SourceOf(intent), int.Parse(intent.Parameters["number"], CultureInfo.InvariantCulture), cancellationToken).ConfigureAwait(false);

    private THost Scm<THost>(EffectFacts.Intended intent)
        where THost : class =>
        plugins.Find<THost>(Slot.Scm, intent.Parameters["scm"]) ?? throw new AoException($"The scm '{intent.Parameters["scm"]}' cannot be asked for '{intent.Key}': it is no {typeof(THost).Name} any more.");

    // Where it was intended, which the configuration may have changed since.
    private ProjectSource SourceOf(EffectFacts.Intended intent) =>
        projects.Get(intent.Project).Source with { Location = intent.Parameters["repository"] };
}
