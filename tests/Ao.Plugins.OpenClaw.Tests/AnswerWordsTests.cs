using FsCheck.Xunit;

namespace Ao.Plugins.OpenClaw.Tests;

public sealed class AnswerWordsTests
{
    /// <summary>Whatever somebody gives as a reason, the answer stays what it is, and the reason is a part of what they wrote.</summary>
    [Property(MaxTest = 300)]
    public void Read_CodeAndAnyReason_GivesBothBack(ushort number, bool approved, string? reason)
    {
        var code = QuestionCode.Of("secret", $"c-{number}", 0);

        var words = AnswerWords.Read($"ao {(approved ? "yes" : "no")} {code} {reason}");

        Assert.Equal((approved, code), (words?.Approved, words?.Code));
        Assert.Contains(words?.Reason ?? "", Printable.Clean(reason), StringComparison.Ordinal);
        Assert.Equal(Printable.Clean(words?.Reason), words?.Reason ?? "");
    }
}
