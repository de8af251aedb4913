using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Ao.Duplicates;

namespace Ao.Benchmarks.Duplicates;

/// <summary>Reports the problem of a report again, as another session would: the changes of the bar Q2.</summary>
/// <param name="random">Where chance comes from.</param>
/// <param name="words">Words of other reports, as often as they occur.</param>
internal sealed partial class Rereport(Random random, IReadOnlyList<string> words)
{
    private static readonly string[] s_openings =
    [
        "While working on my task I ran into the following problem and am filing it so that somebody can look at it.",
        "Observed during verification of an unrelated change in my workspace.",
        "## Summary\nThe agent noticed unexpected behaviour; details are below.",
        "I could reproduce this twice in a clean checkout before filing.",
        "Context: automated session, fresh workspace, nothing else was running at that time.",
    ];

    private static readonly string[] s_closings =
    [
        "This blocks the current task; severity is a guess. No workaround was found so far.",
        "Happy to open a pull request if the maintainers agree with the approach.",
        "## Notes\nI did not change any code to work around it. Logs are attached to the session.",
        "Suggested next step: add a regression test and check related modules for the same pattern.",
        "Confidence: moderate, since the problem was seen more than once.",
    ];

    /// <summary>Gives a report changed in one of the five ways, 1 to 5.</summary>
    public ReportDocument Change(ReportDocument report, int way)
    {
        var (title, body) = (report.Title, report.Body);
        if (way is 3 or 5)
        {
            body = body[..(int)(body.Length * 0.6)];
        }

        if (way is 4 or 5)
        {
            var share = 0.15 + random.NextDouble() * 0.1;
            (title, body) = (ChangeWords(title, share), ChangeWords(body, share));
        }

        if (way is 2 or 5)
        {
            body = Wrap($"{s_openings[random.Next(s_openings.Length)]}\n{Reorder(body)}\n{s_closings[random.Next(s_closings.Length)]}");
        }

        if (way is 1 or 5)
        {
            (title, body) = (ChangeOccurrence(title), ChangeOccurrence(body));
        }

        return report with
        {
            Id = $"{report.Id}/again/{way}",
            Session = $"another-{random.Next():x}",
            Created = report.Created.AddHours(1 + random.Next(24 * 90)),
            Title = title,
            Body = body,
        };
    }

    /// <summary>Gives a report with three words of ten changed: one like others, and none of them.</summary>
    public ReportDocument ChangeMuch(ReportDocument report) => report with { Title = ChangeWords(report.Title, 0.3), Body = ChangeWords(report.Body, 0.3) };

    /// <summary>Other times, numbers of an id's or a measure's length, ids and folders.</summary>
    private string ChangeOccurrence(string text)
    {
        text = Paths().Replace(text, match => $"/home/{Word()}/{Word()}-{random.Next(1000)}/{match.Groups[1].Value}");
        text = Hexadecimal().Replace(text, match => string.Concat(match.Value.Select(character => char.IsAsciiHexDigit(character) ? "0123456789abcdef"[random.Next(16)] : character)));
        return Numbers().Replace(text, match => string.Concat(match.Value.Select(character => char.IsAsciiDigit(character) ? (char)('0' + random.Next(10)) : character)));
    }

    private string Word() => new([.. Enumerable.Range(0, 4 + random.Next(5)).Select(_ => (char)('a' + random.Next(26)))]);

    private string Reorder(string body)
    {
        var sentences = Sentences().Split(body).Where(static sentence => !string.IsNullOrWhiteSpace(sentence)).ToArray();
        random.Shuffle(sentences);
        return string.Join(' ', sentences);
    }

    /// <summary>Lines of another width.</summary>
    private string Wrap(string text)
    {
        var (width, column, wrapped) = (50 + random.Next(60), 0, new StringBuilder());
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (column + word.Length > width)
            {
                wrapped.Append('\n');
                column = 0;
            }

            wrapped.Append(CultureInfo.InvariantCulture, $"{word} ");
            column += word.Length + 1;
        }

        return wrapped.ToString();
    }

    /// <summary>Replaces words by words of other reports, leaves some out and misspells some.</summary>
    private string ChangeWords(string text, double share) => Words().Replace(text, match => random.NextDouble() >= share
        ? match.Value
        : random.Next(5) switch
        {
            0 => "",
            1 when match.Length > 2 => Misspell(match.Value),
            _ => words[random.Next(words.Count)],
        });

    private string Misspell(string word)
    {
        var at = 1 + random.Next(word.Length - 2);
        return $"{word[..at]}{word[at + 1]}{word[at]}{word[(at + 2)..]}";
    }

    /// <summary>Gives the words of all reports, as often as they occur.</summary>
    public static List<string> WordsOf(IEnumerable<DatasetReport> reports) =>
        [.. reports.SelectMany(static report => Words().Matches($"{report.Document.Title} {report.Document.Body}")).Select(static match => match.Value).Where(static word => word.Length > 2)];

    [GeneratedRegex(@"(?:[A-Za-z]:\\|[/~])(?:[\w.\-]+[/\\])+([\w.\-]*)")]
    private static partial Regex Paths();

    [GeneratedRegex(@"\b(?=[0-9a-f\-]*[0-9])[0-9a-f]{7,}(?:-[0-9a-f]{4,})*\b")]
    private static partial Regex Hexadecimal();

    [GeneratedRegex(@"[0-9]{2,}(?:[:/.\-T][0-9]+)*")]
    private static partial Regex Numbers();

    [GeneratedRegex(@"(?<=[.!?])\s+|\s*\n\s*")]
    private static partial Regex Sentences();

    [GeneratedRegex(@"[\p{L}][\p{L}\p{N}_.$]*[\p{L}\p{N}]|\p{L}")]
    private static partial Regex Words();
}
