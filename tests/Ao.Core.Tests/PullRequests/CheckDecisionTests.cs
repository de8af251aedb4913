using Ao.Configuration;
using Ao.PullRequests;
using Ao.Scm;

namespace Ao.Core.Tests.PullRequests;

public sealed class CheckDecisionTests
{
    public static TheoryData<string, bool, string, string?> Cases => new()
    {
        { "", true, "", "No check has reported" },
        { "", false, "", null },
        { "", false, "build", "build" },
        { "build:Passed", true, "", null },
        { "build:Passed", true, "build", null },
        { "build:Passed", true, "build,test", "test" },
        { "build:Passed,test:Pending", true, "build", "test (Pending)" },
        { "build:Passed,lint:Failed", false, "build", "lint (Failed)" },
        { "ao/alignment:Passed", true, "", "No check has reported" },
        { "ao/alignment:Passed,build:Passed", true, "", null },
        { "build:None", true, "", "build (None)" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Obstacle_OfChecks_IsAsTheProjectRequires(string checks, bool required, string names, string? obstacle)
    {
        var report = new CheckReport("abc", [.. Split(checks).Select(static check => new Check { Name = check.Split(':')[0], State = Enum.Parse<CheckState>(check.Split(':')[1]) })]);

        var found = CheckDecision.Obstacle(report, "abc", new PullRequestOptions { ChecksRequired = required, RequiredChecks = [.. Split(names)] });

        Assert.Equal(obstacle is null, found is null);
        Assert.Contains(obstacle ?? "", found ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void Obstacle_ReportOfAnotherRevision_IsNoYes()
    {
        var report = new CheckReport("old", [new Check { Name = "build", State = CheckState.Passed }]);

        Assert.Contains("old", CheckDecision.Obstacle(report, "new", new PullRequestOptions()), StringComparison.Ordinal);
    }

    private static string[] Split(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries);
}
