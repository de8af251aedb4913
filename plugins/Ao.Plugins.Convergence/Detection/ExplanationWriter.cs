using System.Globalization;
using System.Text;
using Ao.Convergence;

namespace Ao.Plugins.Convergence;

/// <summary>Writes the paragraph that a maintainer acts on. It ends in a question, and never proposes to merge.</summary>
internal sealed class ExplanationWriter(Case found, IReadOnlyList<FindingFork> forks, SharedPattern pattern, IReadOnlyList<FindingConflict> conflicts, IReadOnlyList<FindingReason> reasons, int upstreamChanges)
{
    private const int MostAnswers = 6;
    private const int MostCommits = 3;
    private const int MostFiles = 2;
    private const int ReasonsShown = 3;
    private const int RevisionShown = 10;

    private readonly StringBuilder _text = new();

    /// <summary>Gets how many answers are no copies of others.</summary>
    private int Own => found.Answers.Where(static answer => answer.Unit is not null && !answer.IsCopy).Select(static answer => answer.Unit).Distinct().Count();

    public string Write()
    {
        var names = FindingWriter.Names(found.Answers);
        switch (found.Relation)
        {
            case FindingRelation.SameProblem:
                Say($"{names} reported what looks like one problem{Span()}: {pattern.Title}.");
                SayAnswers();
                break;
            case FindingRelation.Ported:
            case FindingRelation.AlreadyUpstream when found.Links.Count == 0:
                Say($"{names} have the same change{Span()}: {pattern.Title}.");
                Say(reasons[0].Description);
                SayHolders();
                break;
            default:
                Say($"{names} {(ConfidenceTexts.IsUnsure(found.Confidence) ? "may have met one problem" : "met what looks like one problem")}{Span()}{(pattern.Topic.Length > 0 ? $": {pattern.Topic}" : "")}.");
                SayPlace();
                SayCommon();
                SayAnswers();
                SayConflicts();
                SayOrigin();
                SayUpstream();
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
        return times.Count == 0 ? "" : FindingWriter.Day(times[0]) == FindingWriter.Day(times[^1]) ? $" on {FindingWriter.Day(times[0])}" : $" between {FindingWriter.Day(times[0])} and {FindingWriter.Day(times[^1])}";
    }

    private void SayPlace()
    {
        var around = pattern.Definitions.Count > 0 ? $" around {Excerpts.List([.. pattern.Definitions.Select(static name => Excerpts.Code(name, 60))])}" : "";
        var some = Some(found.Answers.Count(answer => !answer.IsCopy && answer.Unit is { } unit && pattern.Paths.Any(unit.Unit.Paths.Contains)));
        Say(pattern.Paths.Count > 0
            ? $"{char.ToUpperInvariant(some[0])}{some[1..]} change {Places(pattern.Paths)}{(around.Length > 0 ? $",{around}" : "")}."
            : $"They work in different files{(around.Length > 0 ? $", but{around}" : "")}.");
    }

    private void SayCommon()
    {
        var common = new List<string>();
        if (pattern.Rewritten is { } line)
        {
            common.Add($"{Some(pattern.Rewriters)} take out or rewrite {Excerpts.Code(line, 120)}");
        }

        Add(common, "speak of", pattern.Said);
        Add(common, "bring in", pattern.New);
        if (common.Count < 2)
        {
            Add(common, "do away with", pattern.Gone);
        }

        if (common.Count > 0)
        {
            Say($"What is common: {string.Join("; ", common)}.");
        }
    }

    private void Add(List<string> common, string verb, SharedWords shared)
    {
        // What only some share is told where nothing is known that all do.
        if (shared.Words.Count > 0 && (shared.Units == Own || (common.Count == 0 && pattern.Topic.Length == 0)))
        {
            common.Add($"{Some(shared.Units)} {verb} {Excerpts.List(shared.Words)}");
        }
    }

    private string Some(int units) => units < Own ? $"{units} of them" : units == 2 ? "both" : $"all {units}";

    private void SayAnswers()
    {
        var answers = found.Answers.Zip(forks).Where(static pair => pair.Second.Answer.Length > 0).ToList();
        if (answers.Count == 0)
        {
            return;
        }

        Say("What each did:");
        foreach (var (answer, fork) in answers.Take(MostAnswers))
        {
            var what = answer.IsCopy && answer.Set is { } set ? $"has taken over {Short(set.Head.Unit.Head.Revision)}" : fork.Answer.TrimEnd('.');
            Say($"{answer.Fork.Shown} ({CommitsOf(answer, fork)}): {what}.");
        }

        if (answers.Count > MostAnswers)
        {
            Say($"And {answers.Count - MostAnswers} more.");
        }
    }

    private string CommitsOf(Answer answer, FindingFork fork)
    {
        var more = fork.Revisions.Count > MostCommits ? $" and {fork.Revisions.Count - MostCommits} more commits" : "";
        var day = answer.Unit is { } unit ? $", {FindingWriter.Day(unit.Unit.At)}" : "";
        var files = fork.Paths.Count > 0 && !fork.Paths.Any(pattern.Paths.Contains) ? $", in {Places(fork.Paths)}" : "";
        return $"{string.Join(", ", fork.Revisions.Take(MostCommits).Select(Short))}{more}{day}{files}";
    }

    private static string Places(IReadOnlyList<string> paths) =>
        string.Join(", ", paths.Take(MostFiles).Select(static path => Excerpts.Path(path))) + (paths.Count > MostFiles ? $" and {paths.Count - MostFiles} more" : "");

    private void SayConflicts()
    {
        var names = found.Answers.ToDictionary(static answer => answer.Fork.Id, static answer => answer.Fork.Shown, StringComparer.Ordinal);
        foreach (var place in conflicts.GroupBy(static conflict => Places(conflict.Paths), StringComparer.Ordinal).Take(MostAnswers))
        {
            Say($"Their answers exclude each other, because they change the same lines of {place.Key} in different ways: {string.Join("; ", place.Take(MostAnswers).Select(conflict => $"{names[conflict.FirstForkId]} and {names[conflict.SecondForkId]}"))}.");
        }
    }

    private void SayOrigin()
    {
        var shared = found.Links.Max(static link => CopyCheck.SharedLines(link.Best.FirstPiece.Unit, link.Best.SecondPiece.Unit));
        var lines = shared <= 0 ? "no added line is the same" : string.Create(CultureInfo.InvariantCulture, $"at most {Math.Max(1, shared * 100):0} % of the added lines are the same");
        Say($"Nothing shows that one was taken from another: the patches differ, {lines}, and no message names another's commit.");
    }

    private void SayUpstream()
    {
        var upstream = found.Answers.FirstOrDefault(static answer => answer.Fork.IsUpstream);
        if (upstream?.Unit is { } unit)
        {
            Say($"Upstream has solved it too, by an answer of its own and not by a copy: {Short(unit.Unit.Head.Revision)}, since {FindingWriter.Day(unit.Unit.At)}.");
        }
        else if (upstreamChanges > 0)
        {
            Say(upstreamChanges == 1 ? "The upstream's one change that was compared is nothing like it." : $"Nothing like it was found among the {upstreamChanges} changes of the upstream's that were compared.");
        }
    }

    private void SayHolders()
    {
        var holders = found.Answers.Where(static answer => answer.Unit is not null).Take(MostAnswers)
            .Select(static answer => $"{answer.Fork.Shown} has it as {Short(answer.Unit!.Unit.Head.Revision)} of {FindingWriter.Day(answer.Unit.Unit.At)}").ToList();
        if (holders.Count > 0)
        {
            Say($"{Excerpts.List(holders)}.");
        }
    }

    private void SayReports()
    {
        var count = found.Answers.Sum(static answer => answer.Records.Count);
        if (count > 0 && found.Relation != FindingRelation.SameProblem)
        {
            Say(count == 1 ? "One of the forks' reports belongs to it." : $"{count} of the forks' reports belong to it.");
        }
    }

    private void SayConfidence()
    {
        var why = found.Links.Count > 0 ? $" What is most alike: {Excerpts.List([.. ReasonWriter.Main(found, ReasonsShown)])}."
            : found.Copies.Count > 0 ? ""
            : $" {string.Join(" ", reasons.OrderByDescending(static reason => reason.Share).Take(ReasonsShown).Select(static reason => reason.Description))}";
        Say(string.Create(CultureInfo.InvariantCulture, $"How sure this is: {ConfidenceTexts.Of(found.Confidence)} ({Math.Floor(found.Confidence * 100) / 100:0.00} of 1).{why}"));
        if (found.Links.Count > 0 && found.Links.Min(static link => link.Best.Score.Damping) is < 0.8 and var damping)
        {
            Say(string.Create(CultureInfo.InvariantCulture, $"Against it: only {damping * 100:0} % of that counts, because of the size of the changes or because their words differ."));
        }
    }

    private string Question() => found.Relation switch
    {
        FindingRelation.AlreadyUpstream when found.Links.Count == 0 => "Is there anything left in the forks' versions that belongs upstream?",
        FindingRelation.AlreadyUpstream => "Does upstream's answer cover what these forks met, or does this pattern belong upstream?",
        FindingRelation.Ported => "Several forks carry it: does this pattern belong upstream?",
        _ => "Does this pattern belong upstream?",
    };

    private static string Short(string revision) => Excerpts.Line(revision.Length > RevisionShown ? revision[..RevisionShown] : revision, RevisionShown);
}
