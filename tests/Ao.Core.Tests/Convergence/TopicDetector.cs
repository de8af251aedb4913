using System.Globalization;
using Ao.Convergence;

namespace Ao.Core.Tests.Convergence;

/// <summary>A detector that takes changes and reports for one matter whose first word is the same, such as <c>timeouts: per task</c>. A number at the end, such as <c>@0.7</c>, is how sure it is.</summary>
internal class TopicDetector : IConvergenceDetector, IChangeSketcher
{
    public int Calls { get; private set; }

    public Exception? Fault { get; set; }

    /// <summary>Gets or sets how what it finds is related.</summary>
    public FindingRelation Relation { get; set; } = FindingRelation.Independent;

    /// <summary>Gets or sets when a fork met a matter.</summary>
    public Func<string, DateTimeOffset?> At { get; set; } = static _ => null;

    public virtual ValueTask<IReadOnlyList<Finding>> DetectAsync(ConvergenceRequest request, CancellationToken cancellationToken = default)
    {
        Calls++;
        return Fault is { } fault ? throw fault : ValueTask.FromResult(Find(request.Forks));
    }

    public ChangeSketch Sketch(ForkChange change, SketchLimits? limits = null) => new()
    {
        Algorithm = "topic/1",
        Added = [new SketchTerm((uint)(change.Patch ?? "").Length, 1)],
        Lines = (change.Patch ?? "").Split('\n').Length,
        FileCount = change.Paths.Count,
    };

    protected IReadOnlyList<Finding> Find(IEnumerable<ForkHistory> forks) =>
        [.. forks.SelectMany(static fork => fork.Changes.Select(change => (Fork: fork, Text: change.Message, Revision: (string?)change.Revision, Record: (string?)null, change.Paths))
                .Concat(fork.Records.Select(record => (Fork: fork, Text: record.Report.Title, Revision: (string?)null, Record: (string?)record.Id, Paths: (IReadOnlyList<string>)[]))))
            .GroupBy(static one => one.Text.Split(':')[0], StringComparer.Ordinal)
            .Where(static topic => topic.Select(static one => one.Fork.ForkId).Distinct(StringComparer.Ordinal).Count() >= 2)
            .Select(topic => new Finding
            {
                Id = topic.Key,
                Relation = Relation,
                Summary = $"All meet {topic.Key}",
                Pattern = topic.Key,
                Explanation = $"Forks met {topic.Key}. Does this pattern belong upstream?",
                Confidence = topic.Select(static one => one.Text.Split('@')).Where(static parts => parts.Length > 1).Select(static parts => double.Parse(parts[^1], CultureInfo.InvariantCulture)).DefaultIfEmpty(0.8).Min(),
                Score = topic.Count(),
                Forks = [.. topic.GroupBy(static one => one.Fork.ForkId, StringComparer.Ordinal).Select(fork => new FindingFork
                {
                    ForkId = fork.Key,
                    Name = fork.First().Fork.Name,
                    IsUpstream = fork.First().Fork.IsUpstream,
                    Revisions = [.. fork.Select(static one => one.Revision).OfType<string>()],
                    Records = [.. fork.Select(static one => one.Record).OfType<string>()],
                    Paths = [.. fork.SelectMany(static one => one.Paths).Distinct()],
                    Answer = fork.First().Text,
                    At = At(fork.Key),
                })],
                Evidence = [.. topic.Select(static one => new FindingEvidence(one.Fork.ForkId, one.Revision ?? one.Record!, one.Text))],
                Reasons = [new FindingReason($"They share {topic.Key}.", 0.8)],
            })];
}
