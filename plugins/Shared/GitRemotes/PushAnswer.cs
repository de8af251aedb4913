using Ao.Commands;

namespace Ao.Git.Remotes;

/// <summary>What git says of the one reference that it pushed.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Reason">Why it was refused.</param>
internal sealed record PushAnswer(PushOutcome Outcome, string Reason = "")
{
    private static readonly string[] s_moved = ["stale info", "fetch first", "non-fast-forward", "failed to update ref", "cannot lock ref", "reference already exists", "incorrect old value", "but expected"];

    /// <summary>Reads what <c>push --porcelain</c> writes: the line of the reference is an answer, everything else is none.</summary>
    public static PushAnswer Of(CommandResult result)
    {
        if (result.Succeeded)
        {
            return new PushAnswer(PushOutcome.Pushed);
        }

        var refused = result.Output.Split('\n').FirstOrDefault(static line => line.StartsWith("!\t", StringComparison.Ordinal));
        if (refused?.Split('\t') is [_, _, var reason] && !reason.StartsWith("[remote failure]", StringComparison.Ordinal))
        {
            return new PushAnswer(s_moved.Any(sign => reason.Contains(sign, StringComparison.Ordinal)) ? PushOutcome.Moved : PushOutcome.Refused, Printable.Line(reason));
        }

        return new PushAnswer(RemoteFaults.IsBeforeSending(result) ? PushOutcome.NotSent : PushOutcome.BrokenOff);
    }
}
