using Ao.Duplicates;
using FsCheck.Xunit;

namespace Ao.Core.Tests.Duplicates;

/// <summary>Whatever a report says, it is taken in, costs no more than a bound and is answered the same each time.</summary>
public sealed class DuplicateRobustnessTests
{
    public static TheoryData<string, string, string> Odd => new()
    {
        { "nothing", "", "" },
        { "stop words", "it is what it is", "and so on and on, as you do" },
        { "control characters", "\u0000\u0001\u001b[2J\u202e", "\u0007\u0008\u001b]0;title\u0007" },
        { "lone surrogates", "\ud800 \udfff", "\udc00\ud800" },
        { "numbers", "1 2 3", "4 5 6 0x7 8.9" },
        { "dots", "......", "._$._$" },
        { "slashes", "////", @"\\\\//\\ / \" },
        { "no spaces", new string('x', 500), new string('y', 1_000_000) },
        { "one word often", "word", string.Concat(Enumerable.Repeat("word ", 200_000)) },
        { "a million characters of other words", "long", string.Concat(Enumerable.Range(0, 130_000).Select(static number => $"w{(char)('a' + number % 26)}{(char)('a' + number / 26 % 26)}{(char)('a' + number / 676 % 26)}q "))},
        { "brackets", "((((((", new string('(', 100_000) + new string(')', 100_000) },
        { "ideographs", "画面", string.Concat(Enumerable.Repeat("画面が消える", 20_000)) },
    };

    [Theory]
    [MemberData(nameof(Odd))]
    public void FindAndAdd_AnythingOdd_IsTakenInAndFoundAgain(string what, string title, string body)
    {
        var index = ReportCorpus.Index(50);

        index.FindAndAdd(ReportCorpus.New("odd", title, body), DuplicateClusters.Empty);
        var found = index.FindAndAdd(ReportCorpus.New("odd-again", title, body), DuplicateClusters.Empty);

        Assert.True(found.SameReport?.Report == "odd", what);
        Assert.Equal(52, index.Count);
    }

    [Fact]
    public void Analyse_AMillionCharacters_KeepsNoMoreThanTheBound()
    {
        var vocabulary = new Vocabulary();
        var body = string.Join(' ', Enumerable.Range(0, 100_000).Select(static number => $"{(char)('a' + number % 26)}{(char)('a' + number / 26 % 26)}{(char)('a' + number / 676 % 26)}{(char)('a' + number / 17_576)}zz"));

        var report = new ReportAnalysis(vocabulary).Analyse(ReportCorpus.New("a", body[..10_000], body), "key", keep: true);

        Assert.InRange(report.Terms.Length, 1, 3_300);
        Assert.InRange(vocabulary.Count, 1, 3_300);
        Assert.InRange(report.Phrases.Length, 1, 3_300);
        Assert.InRange(report.TitleTrigrams.Length, 1, 400);
    }

    [Fact]
    public void FindAndAdd_TenThousandEqualReports_AreComparedAsOne()
    {
        var index = ReportCorpus.Index(50);
        for (var number = 0; number < 10_000; number++)
        {
            var found = index.FindAndAdd(ReportCorpus.Checkout(7) with { Id = $"equal-{number}", Session = $"flood-{number}" }, DuplicateClusters.Empty);
            Assert.Equal(number == 0 ? null : "equal-0", found.SameReport?.Report);
        }

        Assert.Equal((10_050, 51), (index.Count, index.Distinct));
    }

    [Fact]
    public void Find_ManyReportsAlike_LooksAtABoundedNumber()
    {
        var index = new DuplicateIndex();
        for (var number = 0; number < 2_000; number++)
        {
            var report = ReportCorpus.Checkout(7);
            index.Add(report with { Id = $"alike-{number}", Body = $"{report.Body} unlike{(char)('a' + number % 26)}{(char)('a' + number / 26 % 26)}{(char)('a' + number / 676)}" });
        }

        Assert.Equal(2_000, index.Distinct);
        Assert.Equal(CandidateSearch.Candidates, index.RankAll(ReportCorpus.Checkout(8)).Count);
    }

    [Property(MaxTest = 200)]
    public void FindAndAdd_AnyText_NeverFailsAndFindsItAgain(string? title, string? body, string? component)
    {
        var index = ReportCorpus.Index(20);
        var report = ReportCorpus.New("any", title ?? "", body ?? "", component);

        index.FindAndAdd(report, DuplicateClusters.Empty);
        var found = index.FindAndAdd(report with { Id = "again", Session = "other" }, DuplicateClusters.Empty);

        Assert.Equal("any", found.SameReport?.Report);
        Assert.All(found.Suggestions, static suggestion => Assert.DoesNotContain(suggestion.Report, (string[])["any", "again"]));
    }

    [Property(MaxTest = 30)]
    public void Find_TheSameReportsInTheSameOrder_GivesTheSameAnswers(int seed, byte count)
    {
        var reports = ReportCorpus.Ordinary(20 + count % 40).ToArray();
        new Random(seed).Shuffle(reports);
        string Run()
        {
            var index = new DuplicateIndex();
            return string.Join('\n', reports.Select(report => index.FindAndAdd(report, DuplicateClusters.Empty)).Select(static found =>
                $"{found.ContentKey} {found.SameProblem?.Report} {string.Join(' ', found.Suggestions.Select(static suggestion => $"{suggestion.Report}:{suggestion.Probability:R}:{string.Join(',', suggestion.Explanation.SharedTerms)}"))}"));
        }

        Assert.Equal(Run(), Run());
    }

    [Fact]
    public void Find_AskedTwice_AnswersTheSameAndKeepsNothing()
    {
        var index = ReportCorpus.Index(50);
        var report = ReportCorpus.New("new", "Neverseen words appear suddenly", "Unheard of, unknown, new and rare.");

        var (first, second) = (index.Find(report, DuplicateClusters.Empty), index.Find(report, DuplicateClusters.Empty));

        Assert.Equal(first.Suggestions.Select(static suggestion => (suggestion.Report, suggestion.Probability)), second.Suggestions.Select(static suggestion => (suggestion.Report, suggestion.Probability)));
        Assert.Equal(50, index.Count);
    }
}
