using System.Text;
using Ao.Plugins.GitHub.Forge;
using Ao.Plugins.GitHub.Rest;
using Ao.Scm;
using FsCheck.Xunit;

namespace Ao.Plugins.GitHub.Tests.Forge;

/// <summary>What GitHub's words for checks mean, and what is kept of logs.</summary>
public sealed class CheckMapTests
{
    [Theory]
    [InlineData("queued", null, CheckState.Pending, false)]
    [InlineData("in_progress", null, CheckState.Pending, false)]
    [InlineData("waiting", null, CheckState.Pending, false)]
    [InlineData("completed", "success", CheckState.Passed, false)]
    [InlineData("COMPLETED", "NEUTRAL", CheckState.Passed, false)]
    [InlineData("completed", "skipped", CheckState.Passed, false)]
    [InlineData("completed", "failure", CheckState.Failed, false)]
    [InlineData("completed", "cancelled", CheckState.Failed, true)]
    [InlineData("completed", "timed_out", CheckState.Failed, true)]
    [InlineData("completed", "startup_failure", CheckState.Failed, true)]
    [InlineData("completed", "stale", CheckState.Failed, true)]
    [InlineData("completed", "action_required", CheckState.Pending, false)]
    [InlineData("completed", "a word of tomorrow", CheckState.Failed, false)]
    public void OfRun_Words_MeanSo(string status, string? conclusion, CheckState state, bool isInfrastructure) => Assert.Equal((state, isInfrastructure), CheckWords.OfRun(status, conclusion));

    [Theory]
    [InlineData("success", CheckState.Passed, false)]
    [InlineData("pending", CheckState.Pending, false)]
    [InlineData("EXPECTED", CheckState.Pending, false)]
    [InlineData("failure", CheckState.Failed, false)]
    [InlineData("error", CheckState.Failed, true)]
    public void OfStatus_Words_MeanSo(string state, CheckState expected, bool isInfrastructure) => Assert.Equal((expected, isInfrastructure), CheckWords.OfStatus(state));

    [Fact]
    public void Of_AttemptsStatusesAndDemands_GivesOneList()
    {
        RestCheckRun[] runs =
        [
            new() { Id = 1, Name = "build", Status = "completed", Conclusion = "failure", CheckSuite = new RestCheckSuite { Id = 9 } },
            new() { Id = 5, Name = "build", Status = "completed", Conclusion = "success", CheckSuite = new RestCheckSuite { Id = 9 } },
            new() { Id = 6, Name = "twice", Status = "completed", Conclusion = "failure", CheckSuite = new RestCheckSuite { Id = 9 } },
            new() { Id = 7, Name = "twice", Status = "completed", Conclusion = "success", CheckSuite = new RestCheckSuite { Id = 10 } },
        ];
        RestStatus[] statuses = [new() { Id = 1, Context = "legacy", State = "pending" }, new() { Id = 2, Context = "legacy", State = "success" }];

        var checks = CheckMerge.Of(runs, statuses, ["build", "missing"]).Select(static found => found.Check).ToList();

        Assert.Equal(["build", "legacy", "missing", "twice"], checks.Select(static check => check.Name));
        Assert.Equal([CheckState.Passed, CheckState.Passed, CheckState.Pending, CheckState.Failed], checks.Select(static check => check.State));
        Assert.Equal([2, 1, 1, 1], checks.Select(static check => check.Attempt));
    }

    [Fact]
    public void LogTail_LogOfAJob_IsPlainAndEndsWithItsError()
    {
        const string Log = "\uFEFF2026-01-02T03:04:05.1234567Z ##[group]Run dotnet test\n2026-01-02T03:04:06.1234567Z \u001b[31mExpected 4, got 5\u001b[0m\r\n2026-01-02T03:04:07.1234567Z ##[error]Process completed with exit code 1.\n2026-01-02T03:04:08.1234567Z Post job cleanup.\n";

        Assert.Equal("##[group]Run dotnet test\nExpected 4, got 5\n##[error]Process completed with exit code 1.", LogTail.Of(Log));
    }

    [Property(MaxTest = 200)]
    public bool LogTail_AnyLog_IsBoundedAndHarmless(string? any, byte times)
    {
        var log = string.Concat(Enumerable.Repeat($"{any}\u001b[1m##[error]\u001b]0;title\u0007x\n", times * 8));
        var tail = LogTail.Of(log);

        return Encoding.UTF8.GetByteCount(tail) <= LogTail.Limit + 2 && tail == Printable.Clean(tail);
    }

    [Theory]
    [InlineData("The hosted runner: x lost communication with the server.", true)]
    [InlineData("error CS1002: ; expected", false)]
    public void SaysMachineLost_Log_TellsMachineryFromChange(string log, bool expected) => Assert.Equal(expected, CheckWords.SaysMachineLost(log));
}
