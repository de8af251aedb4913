using System.Globalization;
using System.Text;
using Ao.Convergence;

namespace Ao.Plugins.Convergence;

/// <summary>Writes the paragraph that a maintainer acts on. It ends in a question, and never proposes to merge.</summary>
internal sealed class ExplanationWriter(Case found, IReadOnlyList<FindingFork> forks, SharedPattern pattern, IReadOnlyList<FindingConflict> conflicts, IReadOnlyList<FindingReason> reasons)
{
    private const int MostAnswers = 6;
    private const int ReasonsShown = 3;

    private readonly StringBuilder _text = new();

    public string Write()
    {
        var names = FindingWriter.Names(found.Answers);
        switch (found.Relation)
        {
            case FindingRelation.SameProblem:
                Say($"{names} reported what looks like one problem {Span()}: {pattern.Text}.");
                SayAnswers();
                break;
            case FindingRelation.Ported:
            case FindingRelation.AlreadyUpstream when found.Copies.Count > 0:
                Say($"{names} have the same change {Span()}: {pattern.Text}.");
                Say(reasons[0].Description);
                SayFirst();
                break;
            default:
                Say($"{names} met what looks like one problem {Span()}.");
                SayCommon();
                SayAnswers();
                SayConflicts();
                SayOrigin();
                break;
        }

        SayReports();
        SayConfidence();
        return _text.Append(Question()).ToString();
    }

    private void Say(string sentence) => _text.Append(sentence).Append(' ');

    private string Span()
    {
        var times = found.Answers.Select(static answer => answer.At).OfType<DateTimeOffset>().Order().ToList();
        return times.Count == 0 ? "" : FindingWriter.Day(times[0]) == FindingWriter.Day(times[^1]) ? $"on {FindingWriter.Day(times[0])}" : $"between {FindingWriter.Day(times[0])} and {FindingWriter.Day(times[^1])}";
    }

    private void SayCommon()
    {
        var places = pattern.Paths.Take(3).Select(static path => Excerpts.Line(path, 120)).ToList();
        var where = (places.Count > 0 ? $" in {string.Join(", ", places)}" : "") + (pattern.Definitions.Count > 0 ? $", around {string.Join(" and ", pattern.Definitions)}" : "");
        if (pattern.Words.Count > 0)
        {
            Say($"What is common{where}: the words {string.Join(", ", pattern.Words)}.");
        }
        else if (where.Length > 0)
        {
            Say($"What is common: they change code{where}.");
        }
    }

    private void SayAnswers()
    {
        var answers = found.Answers.Zip(forks).Where(static pair => pair.Second.Answer.Length > 0).ToList();
        if (answers.Count == 0)
        {
            return;
        }

        var lines = answers.Take(MostAnswers).Select(static pair => pair.First.IsCopy && pair.First.Set is { } set
            ? $"{pair.First.Fork.Shown} has taken over {Short(set.Head.Unit.Head.Revision)}"
            : $"{pair.First.Fork.Shown} ({string.Join(", ", pair.Second.Revisions.Take(3).Select(Short))}): {pair.Second.Answer}");
        Say($"The answers differ: {string.Join(". ", lines)}{(answers.Count > MostAnswers ? $". And {answers.Count - MostAnswers} more" : "")}.");
    }

    private void SayConflicts()
    {
        var names = found.Answers.ToDictionary(static answer => answer.Fork.Id, static answer => answer.Fork.Shown, StringComparer.Ordinal);
        foreach (var place in conflicts.GroupBy(static conflict => string.Join(", ", conflict.Paths.Take(2).Select(static path => Excerpts.Line(path, 120))), StringComparer.Ordinal).Take(MostAnswers))
        {
            Say($"These change the same lines of {place.Key} in different ways and exclude each other: {string.Join("; ", place.Take(MostAnswers).Select(conflict => $"{names[conflict.FirstForkId]} and {names[conflict.SecondForkId]}"))}.");
        }
    }

    private void SayOrigin()
    {
        var shared = found.Links.Max(static link => CopyCheck.SharedLines(link.Best.First.Unit, link.Best.Second.Unit));
        Say(string.Create(CultureInfo.InvariantCulture, $"Nothing shows that one was taken from another: the patches differ, at most {shared * 100:0} % of the added lines are the same, and no message names another fork's commit."));
        var upstream = found.Answers.FirstOrDefault(static answer => answer.Fork.IsUpstream);
        if (upstream?.Unit is { } unit)
        {
            Say($"Upstream has an answer of its own since {FindingWriter.Day(unit.Unit.At)}: {Short(unit.Unit.Head.Revision)}.");
        }
    }

    private void SayFirst()
    {
        var first = found.Answers[0];
        if (first.Unit is { } unit)
        {
            Say($"It is known first in {first.Fork.Shown}, as {Short(unit.Unit.Head.Revision)}.");
        }
    }

    private void SayReports()
    {
        var count = found.Answers.Sum(static answer => answer.Records.Count);
        if (count > 0 && found.Relation != FindingRelation.SameProblem)
        {
            Say($"{count} of the forks' reports belong to it.");
        }
    }

    private void SayConfidence()
    {
        var why = found.Links.Count > 0
            ? $"mostly because they are alike in {string.Join("; in ", ReasonWriter.Main(found, ReasonsShown))}"
            : string.Join("; ", reasons.OrderByDescending(static reason => reason.Share).Take(ReasonsShown).Select(static reason => reason.Description.TrimEnd('.')));
        Say(string.Create(CultureInfo.InvariantCulture, $"Confidence {found.Confidence:0.00}: {why}."));
        if (found.Links.Count > 0 && found.Links.Min(static link => link.Best.Score.Damping) is < 0.8 and var damping)
        {
            Say(string.Create(CultureInfo.InvariantCulture, $"Only {damping:0.00} of the likeness counts, because of the size of the changes or because their words differ."));
        }
    }

    private string Question() => found.Relation switch
    {
        FindingRelation.AlreadyUpstream when found.Copies.Count > 0 => "Is there anything left in the forks' versions that belongs upstream?",
        FindingRelation.AlreadyUpstream => "Does upstream's answer cover what these forks met, or does their pattern belong upstream too?",
        FindingRelation.Ported => "Several forks carry it: does this pattern belong upstream?",
        FindingRelation.SameProblem => "Does an answer to it belong upstream?",
        _ => "Does this pattern belong upstream?",
    };

    private static string Short(string revision) => Excerpts.Line(revision.Length > 10 ? revision[..10] : revision, 10);
}
