using System.Globalization;
using System.Text;

namespace Ao.Governance;

/// <summary>What another policy would have said to what was asked, done or denied in a project.</summary>
public sealed record PolicyBackTest
{
    private const int MaxListed = 20;
    private static readonly string[] s_numbers = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

    /// <summary>Gets the project.</summary>
    public required ProjectId Project { get; init; }

    /// <summary>Gets the version that the policy would have.</summary>
    public required string Version { get; init; }

    /// <summary>Gets how many effects a person approved, or were done without anybody being asked.</summary>
    public required int Approved { get; init; }

    /// <summary>Gets how many of them the policy would have let through: those about which it would have asked a person are among them.</summary>
    public required int WouldApprove { get; init; }

    /// <summary>Gets how many effects a person or a policy denied.</summary>
    public required int Denied { get; init; }

    /// <summary>Gets how many of them the policy would have stopped too: those about which it would have asked the person who said no are among them.</summary>
    public required int WouldStop { get; init; }

    /// <summary>Gets how many effects a person would have been asked about that were done without.</summary>
    public required int AskedMore { get; init; }

    /// <summary>Gets how many approved effects nobody would have been asked about.</summary>
    public required int AskedLess { get; init; }

    /// <summary>Gets how many questions nobody has answered, so that there is nothing to compare with.</summary>
    public required int Unanswered { get; init; }

    /// <summary>Gets how many facts could not be read and were left out.</summary>
    public required int Unreadable { get; init; }

    /// <summary>Gets where the policy disagrees with what happened, oldest first.</summary>
    public required IReadOnlyList<BackTestDisagreement> Disagreements { get; init; }

    /// <summary>Says the outcome.</summary>
    /// <returns>Such as <c>would have approved 41 of 43, these two not: …</c>.</returns>
    public override string ToString()
    {
        var text = new StringBuilder();
        Append(text, "approved", WouldApprove, Approved, [.. Disagreements.Where(static disagreement => disagreement.WasDone)]);
        if (Denied > 0)
        {
            text.Append("; ");
            Append(text, "stopped", WouldStop, Denied, [.. Disagreements.Where(static disagreement => !disagreement.WasDone)]);
        }

        if (AskedMore > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"; would have asked about {AskedMore} that {(AskedMore == 1 ? "was" : "were")} done without");
        }

        if (AskedLess > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"; would not have asked about {AskedLess} that a person approved");
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, string verb, int would, int all, List<BackTestDisagreement> against)
    {
        text.Append(CultureInfo.InvariantCulture, $"would have {verb} {would} of {all}");
        if (against.Count == 0)
        {
            return;
        }

        var number = against.Count < s_numbers.Length ? s_numbers[against.Count] : against.Count.ToString(CultureInfo.InvariantCulture);
        text.Append(CultureInfo.InvariantCulture, $", {(against.Count == 1 ? "this" : "these")} {number} not: ");
        text.AppendJoin("; ", against.Take(MaxListed).Select(static disagreement => disagreement.ToString()));
        if (against.Count > MaxListed)
        {
            text.Append(CultureInfo.InvariantCulture, $"; and {against.Count - MaxListed} more");
        }
    }
}
