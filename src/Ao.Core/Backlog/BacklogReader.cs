using Ao.Claims;
using Ao.Configuration;
using Ao.Journal;
using Ao.Projects;
using Ao.Trackers;
using Microsoft.Extensions.Options;

namespace Ao.Backlog;

/// <summary>Reads what is to be known for a decision: the tracker, the claims, and the items.</summary>
internal sealed class BacklogReader(BacklogContext context, IClaims claims, IOptions<AoOptions> options)
{
    /// <summary>How many issues are looked at: the newest.</summary>
    public const int MostIssues = 200;

    /// <summary>How many issues outside of those are read because others depend on them.</summary>
    private const int MostRead = 200;

    public async Task<BacklogView> ReadAsync(Project project, CancellationToken cancellationToken)
    {
        var issues = await ListAsync(project, cancellationToken).ConfigureAwait(false);
        var items = context.Items.All.Where(item => item.Project == project.Id).ToDictionary(static item => item.Issue, StringComparer.Ordinal);
        var (dependencies, isOpen) = await FollowAsync(project, issues, cancellationToken).ConfigureAwait(false);
        await NoteClosedAsync(project, items.Values, isOpen, cancellationToken).ConfigureAwait(false);
        items = context.Items.All.Where(item => item.Project == project.Id).ToDictionary(static item => item.Issue, StringComparer.Ordinal);
        return new BacklogView
        {
            Issues = issues,
            Dependencies = dependencies,
            IsOpen = isOpen,
            Items = items,
            HeldBy = await HeldByAsync(project, issues, cancellationToken).ConfigureAwait(false),
            SetAside = items.Values.Where(context.IsSetAside).Select(static item => item.Issue).ToHashSet(StringComparer.Ordinal),
            UnderWay = items.Values.Count(static item => item.IsUnderWay),
            Room = RoomOf(project),
        };
    }

    private async Task<List<Issue>> ListAsync(Project project, CancellationToken cancellationToken)
    {
        var backlog = project.Options.Backlog;
        var query = new IssueQuery { Labels = [.. backlog.Labels], Text = string.IsNullOrWhiteSpace(backlog.Text) ? null : backlog.Text };
        var issues = new List<Issue>();
        await foreach (var issue in context.TrackerOf(project).ListAsync(project.Source, query, cancellationToken).ConfigureAwait(false))
        {
            // What the tracker says is checked: who labels an issue decides what is worked on.
            if (issue.IsOpen && backlog.Labels.All(label => issue.Labels.Contains(label, StringComparer.Ordinal)) && IsUsable(issue.Id))
            {
                issues.Add(issue);
            }

            if (issues.Count == MostIssues)
            {
                break;
            }
        }

        return issues;
    }

    /// <summary>Follows dependencies to issues that the backlog does not name itself, within bounds.</summary>
    private async Task<(Dictionary<string, IReadOnlyList<string>> Dependencies, Dictionary<string, bool> IsOpen)> FollowAsync(Project project, List<Issue> issues, CancellationToken cancellationToken)
    {
        var dependencies = issues.ToDictionary(static issue => issue.Id, static issue => IssueDependencies.Of(issue.Body), StringComparer.Ordinal);
        var isOpen = issues.ToDictionary(static issue => issue.Id, static _ => true, StringComparer.Ordinal);
        var asked = new HashSet<string>(isOpen.Keys, StringComparer.Ordinal);
        var open = new Queue<string>(dependencies.Values.SelectMany(static ids => ids));
        for (var read = 0; read < MostRead && open.TryDequeue(out var id);)
        {
            if (!asked.Add(id))
            {
                continue;
            }

            read++;
            if (await context.TrackerOf(project).GetAsync(project.Source, id, cancellationToken).ConfigureAwait(false) is { } issue)
            {
                isOpen[id] = issue.IsOpen;
                dependencies[id] = issue.IsOpen ? IssueDependencies.Of(issue.Body) : [];
                foreach (var further in dependencies[id])
                {
                    open.Enqueue(further);
                }
            }
        }

        return (dependencies, isOpen);
    }

    /// <summary>Writes down which issues were closed while they were worked on, and whose parts are all closed.</summary>
    private async Task NoteClosedAsync(Project project, IEnumerable<BacklogItem> items, Dictionary<string, bool> isOpen, CancellationToken cancellationToken)
    {
        foreach (var item in items.Where(static item => item is { Phase: BacklogPhase.Working, IsIssueClosed: false } or { Phase: BacklogPhase.Divided }))
        {
            string[] watched = item.Phase == BacklogPhase.Divided ? [.. item.Parts.Values] : [item.Issue];
            var areClosed = true;
            foreach (var id in watched)
            {
                if (!isOpen.TryGetValue(id, out var open))
                {
                    open = await context.TrackerOf(project).GetAsync(project.Source, id, cancellationToken).ConfigureAwait(false) is { IsOpen: true };
                    isOpen[id] = open;
                }

                areClosed &= !open;
            }

            if (!areClosed)
            {
                continue;
            }

            try
            {
                await context.AppendAsync(item, cancellationToken, item.Phase == BacklogPhase.Divided ? new BacklogFacts.PartsClosed() : new BacklogFacts.IssueClosed()).ConfigureAwait(false);
            }
            catch (StreamVersionException)
            {
                // The item has moved on: the next look sees it as it is then.
            }
        }
    }

    private async Task<Dictionary<string, string>> HeldByAsync(Project project, List<Issue> issues, CancellationToken cancellationToken)
    {
        var own = context.Sessions.Keys.Instance;
        var standing = (await claims.ReadAsync(project.Id, cancellationToken).ConfigureAwait(false)).ToDictionary(static claim => claim.Resource, StringComparer.Ordinal);
        var held = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var issue in issues)
        {
            // What this orchestrator holds for no session is left of a taking that was not brought to its end: it is taken up.
            if (standing.TryGetValue(ClaimResource.OfIssue(issue.Id), out var claim) && !(claim.IsOwn && claim.Holder.Session is null))
            {
                held[issue.Id] = ClaimTexts.NameOf(claim.Holder, own);
            }
        }

        return held;
    }

    private int RoomOf(Project project)
    {
        var active = context.Sessions.Sessions.All.Where(static session => session.End is null).ToList();
        var inAll = options.Value.Admission.MaxSessions - active.Count;
        return project.Options.MaxSessions is { } most ? Math.Min(inAll, most - active.Count(session => session.Request.Project == project.Id)) : inAll;
    }

    private static bool IsUsable(string id) => id.Length is > 0 and <= 200 && Printable.Clean(id) == id && !id.Contains('\n', StringComparison.Ordinal);
}
