using System.Globalization;
using System.Text.RegularExpressions;
using Ao;
using Ao.Consents;
using Ao.Effects;
using Ao.Notifiers;
using Spectre.Console;

namespace Quickstart;

/// <summary>Shows a request for consent.</summary>
internal static partial class ConsentView
{
    private const int MaxLines = 8;
    private const int MaxLength = 600;

    /// <summary>Shows a request: what would change, then everything that the answer is bound to.</summary>
    /// <param name="consent">The request.</param>
    /// <param name="change">What would change, where it is about a change.</param>
    /// <param name="isOnForge">Whether others see the repository.</param>
    /// <param name="isWhole">Whether long texts are shown whole.</param>
    public static void Show(Consent consent, Change? change, bool isOnForge, bool isWhole)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        if (change is not null)
        {
            grid.AddRow(Cell("changes"), Cell(change.Overview));
        }

        foreach (var (name, value) in (IEnumerable<(string, string?)>)[("asked", string.Join("; ", consent.Details.Why)), ("issue", consent.Details.Issue), ("verified", consent.Details.Verification), ("cost so far", Cost(consent.Details.Cost))])
        {
            if (!string.IsNullOrEmpty(value))
            {
                grid.AddRow(Cell(name), Cell(Shorten(value)));
            }
        }

        foreach (var (name, value) in consent.Parameters)
        {
            grid.AddRow(Cell(Words().Replace(name, static match => $" {match.Value.ToLowerInvariant()}")), Cell(isWhole ? value : Shorten(value)));
        }

        if (consent.Kind == EffectKind.MergePullRequest)
        {
            grid.AddRow(Cell("moves"), Cell($"the branch '{consent.Parameters.GetValueOrDefault("baseBranch")}' {(isOnForge ? "on the forge, for everybody who works there" : "in the repository, and a checkout of it that has no uncommitted changes")}"));
        }

        grid.AddRow(Cell("lapses"), Cell(string.Create(CultureInfo.InvariantCulture, $"at {consent.ExpiresAt.ToLocalTime():HH:mm:ss}; the question is then asked again")));
        AnsiConsole.Write(new Rule($"[bold]{Markup.Escape(Printable.Clean(consent.Title))}[/]").LeftJustified());
        AnsiConsole.Write(grid);
        if (change is not null)
        {
            // Not through the grid, which would break it into lines that cannot be copied.
            Console.WriteLine($"See all of it with: {Printable.Clean(change.Command)}");
        }
    }

    /// <summary>Shortens a text so that a long one does not push the question out of sight.</summary>
    private static string Shorten(string value)
    {
        var lines = value.TrimEnd().Split('\n');
        var text = string.Join('\n', lines.Take(MaxLines));
        text = text.Length <= MaxLength ? text : text[..MaxLength];
        return text.Length == value.TrimEnd().Length ? text : string.Create(CultureInfo.InvariantCulture, $"{text} … ({value.Length - text.Length:N0} more characters)");
    }

    private static string? Cost(CostSoFar? cost) => cost is null
        ? null
        : string.Join(", ", [string.Create(CultureInfo.InvariantCulture, $"{cost.Tokens:N0} tokens"), .. cost.Money.Select(static money => string.Create(CultureInfo.InvariantCulture, $"{money.Value:0.00##} {money.Key}"))]);

    private static Text Cell(string text) => new(Printable.Clean(text));

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex Words();
}
