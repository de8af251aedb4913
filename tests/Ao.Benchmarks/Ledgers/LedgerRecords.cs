using System.Globalization;
using System.Text;
using Ao.Ledger;
using Ao.Ledger.Bodies;

namespace Ao.Benchmarks.Ledgers;

/// <summary>Reports as agents write them: sentences of a few thousand words, with numbers that differ each time.</summary>
internal static class LedgerRecords
{
    private const int Words = 3000;
    private static readonly string[] s_words = Vocabulary();

    /// <summary>Gives a report.</summary>
    /// <param name="fork">Whose it is.</param>
    /// <param name="number">Which of its reports.</param>
    /// <param name="bodyLength">How many characters its text has.</param>
    public static LedgerDraft Report(int fork, int number, int bodyLength)
    {
        var random = new Random((fork * 1_000_003) + number);
        var body = new ReportBody
        {
            Key = string.Create(CultureInfo.InvariantCulture, $"report/{fork}/{number}"),
            Type = "bug",
            Title = Text(random, 30),
            Body = Text(random, bodyLength),
            Component = s_words[random.Next(20)],
        };
        return LedgerBody.Draft(LedgerKinds.Report, body, LedgerBodiesJson.Default.ReportBody);
    }

    private static string Text(Random random, int length)
    {
        var text = new StringBuilder();
        while (text.Length < length)
        {
            // Few words are said often, as in any language.
            text.Append(random.Next(12) == 0 ? random.Next(10_000).ToString(CultureInfo.InvariantCulture) : s_words[(int)(Words * Math.Pow(random.NextDouble(), 2.5))]).Append(' ');
        }

        return text.ToString(0, length).TrimEnd();
    }

    private static string[] Vocabulary()
    {
        string[] syllables = ["ti", "me", "out", "ses", "sion", "ta", "sk", "que", "ry", "re", "try", "con", "fig", "log", "er", "ror", "bra", "nch", "mer", "ge", "wor", "ker", "sta", "tus", "pro", "cess"];
        var random = new Random(7);
        return [.. Enumerable.Range(0, Words).Select(_ => string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ => syllables[random.Next(syllables.Length)])))];
    }
}
