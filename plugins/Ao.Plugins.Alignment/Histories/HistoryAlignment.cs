using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ao.Convergence;

namespace Ao.Plugins.Alignment.Histories;

/// <summary>Joins what forks remove with what other forks have begun to use, by their patches alone.</summary>
/// <remarks>It sees no source, so that it cannot tell namesakes apart: what it finds is worth a look, and no more.</remarks>
internal static class HistoryAlignment
{
    private const double Share = 0.02;
    private const int FewChanges = 3;
    private const int ShownNames = 5;
    private const int LongestLine = 120;
    private const double OneName = 0.55;
    private const double MoreNames = 0.7;

    public static IReadOnlyList<Finding> Find(ConvergenceRequest request, CancellationToken cancellationToken)
    {
        var names = request.Forks.ToDictionary(static fork => fork.ForkId, StringComparer.Ordinal);
        var patches = request.Forks.SelectMany(static fork => fork.Changes.Select(change => (fork.ForkId, change))).Where(static pair => pair.change.Patch is not null).Select(pair =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            return PatchNames.Read(pair.ForkId, pair.change);
        }).ToList();
        var users = patches.SelectMany(static patch => patch.Used.Select(name => (name, patch))).ToLookup(static use => use.name, static use => use.patch, StringComparer.Ordinal);
        var most = Math.Max(FewChanges, (int)(Share * patches.Count));
        List<Finding> findings = [];
        foreach (var patch in patches)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var uses = patch.Removed.Where(name => users[name].Count() <= most)
                .SelectMany(name => users[name].Select(other => (Name: name, Patch: other)))
                .Where(use => use.Patch.Fork != patch.Fork && (use.Patch.Change.At - patch.Change.At).Duration() <= request.Window);
            findings.AddRange(uses.GroupBy(static use => use.Patch.Fork, StringComparer.Ordinal).Select(group => FindingOf(patch, [.. group], names)));
        }

        return [.. findings.Where(finding => finding.Confidence >= request.MinimumConfidence).OrderByDescending(static finding => finding.Score).ThenBy(static finding => finding.Id, StringComparer.Ordinal)];
    }

    private static Finding FindingOf(PatchNames patch, IReadOnlyList<(string Name, PatchNames Patch)> uses, Dictionary<string, ForkHistory> forks)
    {
        var names = uses.Select(static use => use.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var users = uses.Select(static use => use.Patch).Distinct().OrderBy(static user => user.Change.At).ToList();
        var (one, other) = (forks[patch.Fork], forks[users[0].Fork]);
        var shown = string.Join(", ", names.Take(ShownNames).Select(static name => $"'{name}'")) + (names.Count > ShownNames ? string.Create(CultureInfo.InvariantCulture, $" and {names.Count - ShownNames} more") : "");
        var summary = $"{NameOf(one)} removes {shown}, which {NameOf(other)} has begun to use.";
        var confidence = names.Count > 1 ? MoreNames : OneName;
        return new Finding
        {
            Id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{patch.Fork}\n{patch.Change.Revision}\n{other.ForkId}")))[..16],
            Relation = FindingRelation.Dependency,
            Summary = summary,
            Confidence = confidence,
            Score = confidence + (names.Count / 100.0),
            Forks = [PartOf(one, [patch], $"removes {shown}"), PartOf(other, users, $"uses {shown}")],
            Pattern = shown,
            Since = users[0].Change.At < patch.Change.At ? users[0].Change.At : patch.Change.At,
            Explanation = $"{summary} It was removed in {Short(patch.Change)} ({Line(patch.Change.Message)}); {string.Join(" and ", users.Take(3).Select(user => $"{Short(user.Change)} ({Line(user.Change.Message)})"))} of the other fork use it. This was read from the patches alone: whether the same thing is meant shows the check of the sources. Should the two agree on what takes its place?",
            Evidence = [new FindingEvidence(patch.Fork, patch.Change.Revision, Line(patch.Change.Message)), .. users.Select(static user => new FindingEvidence(user.Fork, user.Change.Revision, Line(user.Change.Message)))],
            Reasons = [new FindingReason($"The one defines no longer what the other's added lines name: {shown}.", confidence)],
        };
    }

    private static FindingFork PartOf(ForkHistory fork, IReadOnlyList<PatchNames> patches, string answer) => new()
    {
        ForkId = fork.ForkId,
        Name = fork.Name,
        IsUpstream = fork.IsUpstream,
        Revisions = [.. patches.Select(static patch => patch.Change.Revision)],
        Paths = [.. patches.SelectMany(static patch => patch.Change.Paths).Distinct(StringComparer.Ordinal).Take(20)],
        Answer = answer,
        At = patches.Min(static patch => patch.Change.At),
    };

    private static string NameOf(ForkHistory fork) => $"'{Printable.Quote(fork.Name ?? fork.ForkId)}'";

    private static string Short(ForkChange change) => Printable.Quote(change.Revision.Length <= 12 ? change.Revision : change.Revision[..12]);

    private static string Line(string text)
    {
        var line = Printable.Quote(text.Split('\n')[0].Trim());
        return line.Length <= LongestLine ? line : line[..LongestLine] + "…";
    }
}
