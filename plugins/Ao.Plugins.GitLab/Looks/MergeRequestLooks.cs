using System.Collections.Concurrent;
using System.Globalization;
using Ao.Plugins.GitLab.Api;
using Ao.Plugins.GitLab.Checks;
using Ao.Plugins.GitLab.Data;
using Ao.Plugins.GitLab.MergeRequests;
using Ao.Plugins.GitLab.Reviews;
using Ao.Scm;

namespace Ao.Plugins.GitLab.Looks;

/// <summary>Reads many merge requests in one look. While nothing changes it costs one request for each hundred of them.</summary>
internal sealed class MergeRequestLooks(GitLabClient client, Projects projects, MergeRequestMap map, Pipelines pipelines, ReviewList reviews, Threads threads)
{
    private const int AtOnce = 4;
    private const int MaxKnown = 10_000;
    private readonly BoundedCache<(long Project, int Number), KnownReading> _known = new(MaxKnown);

    public async ValueTask<PullRequestReadings> ReadAsync(ProjectSource source, IReadOnlyCollection<int> numbers, string? cursor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        var project = await projects.OfAsync(source, cancellationToken).ConfigureAwait(false);
        var asked = numbers.Where(static number => number > 0).Distinct().Order().ToArray();
        var branch = source.BaseBranch ?? project.DefaultBranch ?? "HEAD";
        var (tip, nodes) = await LookAsync(project, branch, asked, cancellationToken).ConfigureAwait(false);
        var readings = new ConcurrentDictionary<int, KnownReading>();
        await Parallel.ForEachAsync(nodes, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (node, token) =>
        {
            if (int.TryParse(node.Iid, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && await ReadAsync(project, number, Mark.Of(node), token).ConfigureAwait(false) is { } reading)
            {
                readings[number] = reading;
            }
        }).ConfigureAwait(false);
        var ordered = readings.OrderBy(static pair => pair.Key).Select(static pair => pair.Value).ToArray();

        // The jobs of a pipeline that is under way change without its mark.
        var mark = Mark.Join([
            FormattableString.Invariant($"{project.Id} {branch} {tip}"),
            .. asked.Select(static number => number.ToString(CultureInfo.InvariantCulture)),
            .. ordered.Select(static known => $"{known.Mark.Request}#{known.Mark.Pipeline}#{(known.Mark.IsMoving ? string.Join(',', (known.Reading.Checks?.Checks ?? []).Select(static check => $"{check.Name}={check.State}/{check.Attempt}")) : "")}"),
        ]);
        return mark == cursor
            ? new PullRequestReadings(mark, null)
            : new PullRequestReadings(mark, [.. ordered.Select(known => known.Reading with { BaseRevision = known.Reading.PullRequest.BaseBranch == branch ? tip : null })]);
    }

    private async ValueTask<(string? Tip, IReadOnlyList<LooksNode> Nodes)> LookAsync(GitLabProject project, string branch, int[] numbers, CancellationToken cancellationToken)
    {
        string? tip = null;
        var nodes = new List<LooksNode>();
        foreach (var page in numbers.Chunk(GitLabClient.PageSize))
        {
            var variables = new GraphVariables { Path = project.Path, Base = branch, Iids = [.. page.Select(static number => number.ToString(CultureInfo.InvariantCulture))] };
            var answer = await client.QueryAsync(Documents.Looks, variables, GraphJson.Default.LooksAnswer, CallPurpose.Look, cancellationToken).ConfigureAwait(false);
            if (answer.Errors is [var error, ..])
            {
                throw new AoException($"GitLab could not look at the merge requests of '{project.Path}': {Printable.Quote(error.Message)}. A server older than 16.0 does not know all that is asked; update it.");
            }

            var found = answer.Data?.Project ?? throw new AoException($"GitLab has no '{project.Path}', or its token may not see it. Check the name and the token's rights.");
            tip = found.Repository?.Tree?.LastCommit?.Sha ?? tip;
            nodes.AddRange(found.MergeRequests?.Nodes ?? []);
        }

        return (tip, nodes);
    }

    private async ValueTask<KnownReading?> ReadAsync(GitLabProject project, int number, Mark mark, CancellationToken cancellationToken)
    {
        if (_known.TryGet((project.Id, number), out var known) && known.Mark == mark && !mark.IsMoving)
        {
            return known;
        }

        var data = await client.FindAsync($"{project.Api}/merge_requests/{number}", GitLabJson.Default.MergeRequestData, CallPurpose.Look, cancellationToken).ConfigureAwait(false);
        if (data is null)
        {
            return null;
        }

        var isSame = known is not null && known.Mark.Request == mark.Request;
        var conversation = isSame ? null : await Conversation.ReadAsync(client, project, data, CallPurpose.Look, cancellationToken).ConfigureAwait(false);
        var reading = new PullRequestReading
        {
            PullRequest = isSame
                ? MergeRequestMap.Describe(data, known!.Reading.PullRequest.PushTarget, known.Reading.PullRequest.Issues)
                : await map.DescribeAsync(project, data, CallPurpose.Look, cancellationToken).ConfigureAwait(false),
            Checks = await pipelines.ReadAsync(project, data, CallPurpose.Look, cancellationToken).ConfigureAwait(false),
            Reviews = conversation is null ? known!.Reading.Reviews : await reviews.ReadAsync(project, number, conversation, CallPurpose.Look, cancellationToken).ConfigureAwait(false),
            Threads = conversation is null ? known!.Reading.Threads : await threads.ReadAsync(conversation, cancellationToken).ConfigureAwait(false),
        };
        known = new KnownReading(mark, reading);
        _known.Set((project.Id, number), known);
        return known;
    }
}
