using Ao.Effects;
using Ao.Notifiers;
using Ao.Plugins;
using Ao.Projects;
using Ao.PullRequests;
using Ao.Scm;
using Ao.Sessions.Steps;

namespace Ao.Convergence;

/// <summary>Proposes to the upstream what this fork has accepted, from a branch that somebody prepared, once a person has consented.</summary>
internal sealed class UpstreamPullRequests(ConvergenceContext context)
{
    private const int MaxName = 200;
    private const int MaxRaces = 20;

    public async Task<PullRequest> OpenAsync(Project project, FindingState state, UpstreamChange change, CancellationToken cancellationToken)
    {
        if (state.Decided is not { IsAccepted: true })
        {
            throw new AoException($"Finding '{state.Id}' is not accepted by this fork, and so it is not proposed to the upstream. Accept it first.");
        }

        var scm = project.Options.Scm;
        var host = context.Sessions.Plugins.Find<IPullRequestHost>(Slot.Scm, scm) ?? throw new AoException($"The scm '{scm}' of project '{project.Id}' has no pull requests.");
        var source = SourceOf(project);
        var (revision, branch, baseBranch) = await LocateAsync(project, state, change, cancellationToken).ConfigureAwait(false);
        var target = context.Sessions.Plugins.Find<IForkHost>(Slot.Scm, scm) is { } forks ? await forks.GetPushTargetAsync(source, cancellationToken).ConfigureAwait(false) : source.Location;
        var request = new PullRequestRequest
        {
            Key = context.Sessions.Keys.Of(project.Id, $"finding/{OperationKeys.Part(state.Id)}/pull-request"),
            Source = source,
            Session = change.Session,
            Revision = revision,
            PushTarget = target,
            HeadBranch = branch,
            BaseBranch = baseBranch,
            Title = change.Title is { } title ? Name(title, "title") : FindingTexts.PullRequestTitle(state),
            Body = FindingTexts.PullRequestBody(state),
            IsDraft = project.Options.PullRequests.Draft,
        };
        var effect = PullRequestEffects.Open(scm, request, [.. state.Finding.Forks.SelectMany(static fork => fork.Paths).Distinct(StringComparer.Ordinal)], moreChangedPaths: 0) with
        {
            Title = $"Open a pull request to the upstream for finding {state.Id}: {Printable.Quote(request.Title)}",
            Details = new ConsentDetails { Target = target, Branch = branch, BaseBranch = baseBranch },
        };
        var action = new EffectAction<PullRequest>
        {
            ResultType = EffectResultsJson.Default.PullRequest,
            Find = token => host.FindPullRequestAsync(source, request.Key, token),
            Perform = () => host.OpenPullRequestAsync(request),
            MayRepeat = OncePerKey.IsPromisedBy(context.Sessions.Plugins, Slot.Scm, scm),
        };
        var opened = (await context.Sessions.Gate.PerformAsync(effect, action, cancellationToken).ConfigureAwait(false)).Require(effect);
        await NoteAsync(state, opened, cancellationToken).ConfigureAwait(false);
        return opened;
    }

    /// <summary>The upstream is where the configuration says; a project that is published to a fork is the upstream itself.</summary>
    private static ProjectSource SourceOf(Project project) =>
        project.Options.Fork.Upstream is { Length: > 0 } upstream ? project.Source with { Location = upstream, BaseBranch = project.Options.Fork.UpstreamBranch } : project.Source;

    private async Task<(string Revision, string Branch, string BaseBranch)> LocateAsync(Project project, FindingState state, UpstreamChange change, CancellationToken cancellationToken)
    {
        var own = $"ao/finding-{state.Id}";
        if (change.Session is { } id)
        {
            var session = context.Sessions.Sessions.Get(id);
            if (session.Request.Project != project.Id)
            {
                throw new AoException($"Session '{id}' belongs to project '{session.Request.Project}' and not to '{project.Id}'. Name one of this project.");
            }

            var verified = session.VerifiedRevision ?? throw new AoException($"Session '{id}' has no verified revision yet. Wait until it is done.");
            return (verified, Name(change.Branch ?? own, "branch"), Name(change.BaseBranch ?? session.Workspace?.BaseBranch ?? "", "base branch"));
        }

        if (change.Revision is not { } revision)
        {
            throw new AoException("Nothing is named that could be proposed. Give the session that has prepared the change, or the revision.");
        }

        var baseBranch = change.BaseBranch ?? project.Options.Fork.UpstreamBranch ?? (await context.Sessions.Plugins.Get<IScm>(project.Options.Scm).InspectAsync(project.Source, cancellationToken).ConfigureAwait(false)).BaseBranch;
        return (Name(revision, "revision"), Name(change.Branch ?? own, "branch"), Name(baseBranch ?? "", "base branch"));
    }

    private static string Name(string text, string what) => text.Length is > 0 and <= MaxName && !text.StartsWith('-') && !text.Any(char.IsControl)
        ? text
        : throw new AoException($"'{Printable.Quote(text)}' cannot be the {what} of a pull request. Give one line of 1 to {MaxName} characters that does not begin with a hyphen.");

    private async Task NoteAsync(FindingState state, PullRequest opened, CancellationToken cancellationToken)
    {
        for (var races = 0; context.Findings.Get(state.Project, state.Id) is { } now && now.PullRequest != opened.Number; races++)
        {
            try
            {
                await context.AppendAsync(now, cancellationToken, new FindingFacts.PullRequestOpened(opened.Number, opened.Address)).ConfigureAwait(false);
            }
            catch (Journal.StreamVersionException) when (races < MaxRaces)
            {
                // It has changed meanwhile: the number is noted on what it is now.
            }
        }
    }
}
