using System.Collections.Concurrent;
using Ao.Claims;
using Ao.Effects;
using Ao.Journal;
using Ao.Projects;
using Ao.Trackers;

namespace Ao.Backlog;

/// <summary>Looks at trackers, and takes what is ready: the claim first, then the fact. One look at a project at a time.</summary>
internal sealed class BacklogDesk(BacklogContext context, BacklogReader reader, ClaimDesk desk, ClaimProjection claims, ProjectCatalog projects) : IBacklog
{
    private const int MaxTitle = 200;
    private const int MaxLocation = 2000;
    private readonly KeyedLock _looks = new();
    private readonly ConcurrentDictionary<ProjectId, IReadOnlyList<BacklogEntry>> _seen = new();

    public IReadOnlyList<BacklogEntry> List(ProjectId project) => _seen.GetValueOrDefault(projects.Get(project).Id, []);

    public async Task<IReadOnlyList<BacklogEntry>> LookAsync(ProjectId project, CancellationToken cancellationToken = default)
    {
        var configured = projects.Get(project);
        if (!configured.Options.Backlog.Enabled)
        {
            throw new AoException($"The backlog of project '{project}' is not enabled. Set Ao:Projects:{project}:Backlog:Enabled to true.");
        }

        using var alone = await _looks.AcquireAsync(context.Sessions.Keys.Of(project, "backlog"), cancellationToken).ConfigureAwait(false);
        var view = await reader.ReadAsync(configured, cancellationToken).ConfigureAwait(false);
        var entries = BacklogDecision.Decide(view, configured.Options.Backlog, context.Sessions.Time.GetUtcNow()).ToList();
        var issues = view.Issues.ToDictionary(static issue => issue.Id, StringComparer.Ordinal);
        for (var index = 0; index < entries.Count; index++)
        {
            if (entries[index].State == BacklogEntryState.Next)
            {
                entries[index] = await TakeAsync(configured, issues[entries[index].Issue], entries[index], cancellationToken).ConfigureAwait(false);
            }
        }

        await ReleaseLeftoversAsync(configured, view, cancellationToken).ConfigureAwait(false);
        _seen[project] = entries;
        return entries;
    }

    private async Task<BacklogEntry> TakeAsync(Project project, Issue issue, BacklogEntry entry, CancellationToken cancellationToken)
    {
        var answer = await desk.ClaimAsync(project.Id, ClaimResource.OfIssue(issue.Id), session: null, cancellationToken).ConfigureAwait(false);
        if (!answer.IsGranted)
        {
            return entry with { State = BacklogEntryState.Waiting, Reason = $"It is claimed by {ClaimTexts.NameOf(answer.Claim.Holder, context.Sessions.Keys.Instance)}." };
        }

        var item = context.Items.Find(project.Id, issue.Id);
        var taken = new BacklogFacts.Taken(
            issue.Id,
            ShortText.Of(Printable.Line(Printable.Clean(issue.Title)), MaxTitle),
            ShortText.Of(Printable.Line(Printable.Clean(issue.Address?.ToString() ?? $"issue {issue.Id} of {project.Source.Location}")), MaxLocation),
            (item?.Attempt ?? 0) + 1,
            entry.BreaksDown);
        await context.Log.AppendAsync(BacklogFactKinds.StreamOf(project.Id, issue.Id), item?.Version ?? 0, [taken], cancellationToken).ConfigureAwait(false);
        return entry with { Attempts = taken.Attempt };
    }

    /// <summary>Gives up what was claimed for an issue that is not taken after all, for this host died in between and the issue is not ready any more; and what was kept for one that is closed.</summary>
    private async Task ReleaseLeftoversAsync(Project project, BacklogView view, CancellationToken cancellationToken)
    {
        var items = context.Items.All.Where(item => item.Project == project.Id).ToDictionary(static item => ClaimResource.OfIssue(item.Issue), StringComparer.Ordinal);
        foreach (var left in claims.Held.Where(held => held.Project == project.Id && held.Session is null && ClaimResource.IsIssue(held.Resource)).ToList())
        {
            if (items.GetValueOrDefault(left.Resource) is not { } item || !(item.IsUnderWay || (item.IsKept && await IsOpenAsync(project, item.Issue, view, cancellationToken).ConfigureAwait(false))))
            {
                await desk.ReleaseAsync(project.Id, left.Resource, static held => held.Session is null, "Nobody works on it, and it waits for nobody.", cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<bool> IsOpenAsync(Project project, string issue, BacklogView view, CancellationToken cancellationToken) =>
        view.IsOpen.TryGetValue(issue, out var isOpen) ? isOpen : await context.TrackerOf(project).GetAsync(project.Source, issue, cancellationToken).ConfigureAwait(false) is { IsOpen: true };
}
