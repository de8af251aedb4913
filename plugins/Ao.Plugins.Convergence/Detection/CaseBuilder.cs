using System.Security.Cryptography;
using System.Text;
using Ao.Convergence;

namespace Ao.Plugins.Convergence;

/// <summary>Makes cases of links: groups of answers, copies, and reports.</summary>
internal sealed class CaseBuilder(UnitRegister register, IReadOnlyList<WeightedUnit> ordered, IReadOnlyList<UnitLink> links, ReportLinks reports, TimeSpan window, double minimum)
{
    private const double OneForkAndUpstream = 0.75;
    private const double ForksAndUpstream = 0.9;
    private const double CopiesOnly = 0.15;
    private const double CopiesOfUpstream = 0.05;

    /// <summary>The part of the doubt that each further fork takes away. So no score is above 1.</summary>
    private const double EachFurtherFork = 0.2;
    private const double SureCopy = 0.99;

    private readonly Dictionary<(string Fork, string Revision), WeightedUnit> _byRevision = RevisionsOf(ordered);
    private readonly Dictionary<WeightedUnit, List<WeightedReport>> _records = [];
    private readonly Dictionary<(WeightedUnit, WeightedUnit), double> _reportShares = [];

    public IReadOnlyList<Case> Build()
    {
        Tie();
        var sets = CopySet.Form(ordered, links);
        var groups = AnswerGroup.Form(SetLinks(sets), minimum);
        var cases = new List<Case>();
        var told = new HashSet<CopySet>();
        foreach (var group in groups)
        {
            told.UnionWith(group.Sets);
            cases.Add(OfGroup(group));
        }

        var copies = links.Where(static link => link.Copy != CopyKind.None).GroupBy(link => sets[link.First]).ToDictionary(static copy => copy.Key, static copy => copy.ToList());
        cases.AddRange(sets.Values.Distinct().Where(set => !told.Contains(set) && set.Forks.Count > 1 && copies.ContainsKey(set) && set.Members.Select(static member => member.Unit.ForkId).Distinct().Count() > 1).Select(set => OfCopies(set, copies[set])));
        return WithReports(cases);
    }

    private static Dictionary<(string, string), WeightedUnit> RevisionsOf(IReadOnlyList<WeightedUnit> ordered)
    {
        var found = new Dictionary<(string, string), WeightedUnit>();
        foreach (var unit in ordered)
        {
            foreach (var member in unit.Unit.Members)
            {
                foreach (var holder in unit.Unit.Holders)
                {
                    found[(holder, member.Revision)] = unit;
                }
            }
        }

        return found;
    }

    /// <summary>Ties reports to the changes that resolved them.</summary>
    private void Tie()
    {
        foreach (var report in reports.Reports)
        {
            if (UnitOf(report) is { } unit)
            {
                if (!_records.TryGetValue(unit, out var list))
                {
                    _records[unit] = list = [];
                }

                list.Add(report);
            }
        }

        foreach (var link in reports.Links)
        {
            if (UnitOf(reports.Reports[link.First]) is { } one && UnitOf(reports.Reports[link.Second]) is { } other && !ReferenceEquals(one, other))
            {
                var pair = Unit.Compare(one.Unit, other.Unit) <= 0 ? (one, other) : (other, one);
                _reportShares[pair] = Math.Max(_reportShares.GetValueOrDefault(pair), link.Confidence);
            }
        }
    }

    private WeightedUnit? UnitOf(WeightedReport report) =>
        report.Record.ResolvedBy is { } revision ? _byRevision.GetValueOrDefault((report.ForkId, revision)) : null;

    /// <summary>Links answers that were given apart, and are alike enough. What resolved reports that are alike is compared in any case.</summary>
    private IEnumerable<SetLink> SetLinks(IReadOnlyDictionary<WeightedUnit, CopySet> sets)
    {
        var known = links.Select(static link => (link.First, link.Second)).ToHashSet();
        var all = links.Concat(_reportShares.Keys.Where(pair => !known.Contains(pair) && LinkBook.AreOfDifferentForks(pair.Item1.Unit, pair.Item2.Unit)).Select(static pair => LinkBook.Compare(pair.Item1, pair.Item2)));
        var best = new Dictionary<(CopySet, CopySet), SetLink>();
        foreach (var link in all)
        {
            var (one, other) = (sets[link.First], sets[link.Second]);
            if (link.Copy != CopyKind.None || ReferenceEquals(one, other) || one.Forks.Overlaps(other.Forks) || one.IsTaken || other.IsTaken || (link.First.Unit.At - link.Second.Unit.At).Duration() > window)
            {
                continue;
            }

            var share = _reportShares.GetValueOrDefault((link.First, link.Second));
            var confidence = Confidence.Of(link, share);
            var pair = Unit.Compare(one.Head.Unit, other.Head.Unit) <= 0 ? (one, other) : (other, one);
            if (confidence >= Math.Min(minimum, AnswerGroup.LeastOfTwo) && (!best.TryGetValue(pair, out var known2) || confidence > known2.Confidence))
            {
                best[pair] = new SetLink(pair.Item1, pair.Item2, link, confidence, share);
            }
        }

        return best.Values;
    }

    private Case OfGroup(AnswerGroup group)
    {
        var answers = group.Sets.SelectMany(AnswersOf).GroupBy(static answer => answer.Fork.Id, StringComparer.Ordinal)
            .Select(static own => own.First() with { Units = [.. own.SelectMany(static answer => answer.Units).Distinct()], IsCopy = own.All(static answer => answer.IsCopy) })
            .OrderBy(static answer => answer.Unit!.Unit, Comparer<Unit>.Create(Unit.Compare)).ToList();
        var upstream = group.Sets.Any(static set => set.Upstream is not null);
        var sure = group.Links.Where(link => link.Confidence >= minimum).ToList();
        var apart = sure.Select(link => link.Other(group.Head)).Prepend(group.Head).Where(static set => set.Upstream is null).Select(static set => set.Head.Unit.ForkId).Distinct(StringComparer.Ordinal).Count();
        var confidence = Math.Clamp(sure.Average(static link => link.Confidence), 0, 1);

        // The more lines are the same, the likelier is a copy that does not say so.
        var own = 1 - (0.5 * group.Links.Average(static link => link.Best.Sameness));
        var kind = !upstream ? 1 : apart > 1 ? ForksAndUpstream : OneForkAndUpstream;
        var score = Math.Clamp(group.Links.Max(static link => link.Confidence) * own * kind, 0, 1);
        return new Case
        {
            Relation = upstream ? FindingRelation.AlreadyUpstream : FindingRelation.Independent,
            Answers = answers,
            Links = group.Links,
            Confidence = confidence,
            Score = 1 - ((1 - score) * Math.Pow(1 - EachFurtherFork, Math.Max(0, apart - 2))),
            Id = IdOf(answers),
        };
    }

    private Case OfCopies(CopySet set, List<UnitLink> copies)
    {
        var answers = AnswersOf(set).ToList();
        return new Case
        {
            Relation = set.Upstream is null ? FindingRelation.Ported : FindingRelation.AlreadyUpstream,
            Answers = answers,
            Copies = copies,
            Confidence = SureCopy,
            Score = set.Upstream is null ? CopiesOnly : CopiesOfUpstream,
            Id = IdOf(answers),
        };
    }

    private IEnumerable<Answer> AnswersOf(CopySet set)
    {
        var first = set.Head.Unit.ForkId;
        foreach (var fork in set.Members.SelectMany(static member => member.Unit.Holders.Select(holder => (holder, member))).GroupBy(static pair => pair.holder, static pair => pair.member, StringComparer.Ordinal))
        {
            var units = fork.Distinct().ToList();
            yield return new Answer(register.Fork(fork.Key), units, set, fork.Key != first, [.. units.SelectMany(unit => _records.TryGetValue(unit, out var records) ? records.Where(record => record.ForkId == fork.Key) : [])]);
        }
    }

    /// <summary>Adds the reports: to a case that tells of their changes already, or as a case of their own.</summary>
    private List<Case> WithReports(List<Case> cases)
    {
        foreach (var cluster in reports.Clusters)
        {
            var members = cluster.Links.Select(link => reports.Reports[link.Other(cluster.Head)]).Prepend(reports.Reports[cluster.Head]).ToList();
            var units = members.Select(UnitOf).OfType<WeightedUnit>().ToHashSet();
            var at = cases.FindIndex(found => found.Reports is null && found.Answers.Count(answer => answer.Units.Any(units.Contains)) > 1);
            if (at >= 0)
            {
                cases[at] = cases[at] with { Reports = cluster, Answers = Joined(cases[at].Answers, members) };
            }
            else
            {
                var answers = members.GroupBy(static member => member.ForkId, StringComparer.Ordinal).Select(own => new Answer(register.Fork(own.Key), [.. own.Select(UnitOf).OfType<WeightedUnit>().Distinct()], null, false, [.. own])).ToList();
                var confidence = Math.Clamp(cluster.Links.Average(static link => link.Confidence), 0, 1);
                cases.Add(new Case
                {
                    Relation = FindingRelation.SameProblem,
                    Answers = answers,
                    Reports = cluster,
                    Confidence = confidence,
                    Score = confidence,
                    Id = Hash($"{reports.Reports[cluster.Head].ForkId}\n{reports.Reports[cluster.Head].Record.Id}"),
                });
            }
        }

        return cases;
    }

    private List<Answer> Joined(IReadOnlyList<Answer> answers, List<WeightedReport> members)
    {
        var joined = answers.Select(answer => answer with { Records = [.. answer.Records.Union(members.Where(member => member.ForkId == answer.Fork.Id))] }).ToList();
        joined.AddRange(members.Where(member => !answers.Any(answer => answer.Fork.Id == member.ForkId)).GroupBy(static member => member.ForkId, StringComparer.Ordinal).Select(own => new Answer(register.Fork(own.Key), [], null, false, [.. own])));
        return joined;
    }

    /// <summary>A case is known by its oldest change: others that join are as a rule younger.</summary>
    private static string IdOf(IReadOnlyList<Answer> answers)
    {
        var oldest = answers.SelectMany(static answer => answer.Units).MinBy(static unit => unit.Unit, Comparer<Unit>.Create(Unit.Compare))!;
        return Hash($"{oldest.Unit.ForkId}\n{oldest.Unit.Members[0].Revision}");
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
}
