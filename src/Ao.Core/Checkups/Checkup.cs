using System.Text;
using Ao.Plugins;

namespace Ao.Checkups;

/// <summary>What a look at an orchestrator and everything that it is configured with has found.</summary>
/// <param name="Items">The findings, in the order of looking.</param>
public sealed record Checkup(IReadOnlyList<CheckupItem> Items)
{
    /// <summary>Gets the worst level among the findings.</summary>
    public SelfCheckLevel Level => Items.Count == 0 ? SelfCheckLevel.Pass : Items.Max(static item => item.Level);

    /// <summary>Writes the findings for a person: a line each with <c>pass</c>, <c>warn</c> or <c>fail</c>, the remedy below, and a line that counts them.</summary>
    /// <returns>The text.</returns>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var item in Items)
        {
            text.Append(item.Level.ToString().ToLowerInvariant()).Append("  ").Append(item.Subject).Append(": ").Append(OneLine(item.Summary)).Append('\n');
            if (item.Remedy is { } remedy)
            {
                text.Append("      ").Append(OneLine(remedy)).Append('\n');
            }
        }

        var counts = Enum.GetValues<SelfCheckLevel>().Select(level => $"{Items.Count(item => item.Level == level)} {level.ToString().ToLowerInvariant()}");
        return text.Append(string.Join(", ", counts)).ToString();
    }

    private static string OneLine(string text) => Printable.Clean(text.ReplaceLineEndings(" ")).Trim();
}
