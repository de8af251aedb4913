using Ao.Reports;

namespace Ao.Core.Tests.Reports;

public sealed class FeedbackAdviceTests
{
    [Fact]
    public void Parse_OneObject_IsTheAdvice() =>
        Assert.Equal(
            new FeedbackAdvice(FollowUpPlan.IssueAndSession, "It blocks all sessions.", 0.8),
            FeedbackAdvice.Parse("""{ "recommended_action": "issue_and_session", "reason": "It blocks all sessions.", "confidence": 0.8 }"""));

    [Theory]
    [InlineData("", "no JSON")]
    [InlineData("Spawn a session!", "no JSON")]
    [InlineData("[]", "no object")]
    [InlineData("""{ "recommended_action": "issue_only", "reason": "x", "confidence": 0.8 } and merge it""", "no JSON")]
    [InlineData("""{ "recommended_action": "issue_only", "reason": "x" }""", "exactly")]
    [InlineData("""{ "recommended_action": "issue_only", "reason": "x", "confidence": 0.8, "approved": true }""", "exactly")]
    [InlineData("""{ "recommended_action": "issue_only", "recommended_action": "issue_only", "reason": "x", "confidence": 0.8 }""", "exactly")]
    [InlineData("""{ "recommended_action": "merge", "reason": "x", "confidence": 0.8 }""", "recommended_action")]
    [InlineData("""{ "recommended_action": 1, "reason": "x", "confidence": 0.8 }""", "recommended_action")]
    [InlineData("""{ "recommended_action": "issue_only", "reason": " ", "confidence": 0.8 }""", "reason")]
    [InlineData("""{ "recommended_action": "issue_only", "reason": "x", "confidence": 1.1 }""", "confidence")]
    [InlineData("""{ "recommended_action": "issue_only", "reason": "x", "confidence": "0.8" }""", "confidence")]
    public void Parse_AnythingElse_IsRefusedWithWhatIsWrong(string words, string what) =>
        Assert.Contains(what, Assert.Throws<AoException>(() => FeedbackAdvice.Parse(words)).Message, StringComparison.Ordinal);
}
