using Ao.Agents;
using Ao.FakeModel;
using Ao.Runtimes;

namespace Ao.RealAgents;

public sealed class ClaudeCodeInteractiveTests() : ClaudeCodeScenarios(AgentMode.Interactive)
{
    private protected override Task<AgentRig> StartAsync(PermissionMode permissions) => ClaudeCodeRig.StartAsync(Mode, permissions);

    [Fact]
    public async Task Permission_AnsweredAtTheScreen_IsSettled()
    {
        await using var rig = await StartAsync(PermissionMode.Suggest);
        rig.Model.Play("ask", Script.Empty.Shell("echo asked > asked.txt").Say("Answered."));
        await rig.LaunchAsync("Begin. [[script:ask]]");
        var asked = await rig.ExpectAsync<PermissionAsked>();

        // The question is on the screen a moment after the hook was called.
        await UntilAsync(() => rig.DescribeAsync().GetAwaiter().GetResult().Contains("Do you want to proceed?", StringComparison.Ordinal));
        await rig.PressAsync(RunKey.Enter);

        Assert.Equal(asked.QuestionId, (await rig.ExpectAsync<PermissionSettled>()).QuestionId);
        Assert.Equal("Answered.", (await rig.ExpectAsync<TurnEnded>()).Detail);
        Assert.True(File.Exists(Path.Combine(rig.Workspace, "asked.txt")));
    }

    [Fact]
    public async Task Permission_RefusedAtTheScreen_InterruptsTheTurn()
    {
        await using var rig = await StartAsync(PermissionMode.Suggest);
        rig.Model.Play("ask", Script.Empty.Shell("echo asked > asked.txt").Say("Never said."));
        await rig.LaunchAsync("Begin. [[script:ask]]");
        var asked = await rig.ExpectAsync<PermissionAsked>();

        await UntilAsync(() => rig.DescribeAsync().GetAwaiter().GetResult().Contains("Do you want to proceed?", StringComparison.Ordinal));
        await rig.PressAsync(RunKey.Escape);

        Assert.Equal(asked.QuestionId, (await rig.ExpectAsync<PermissionSettled>()).QuestionId);
        Assert.Equal(TurnOutcome.Interrupted, (await rig.ExpectAsync<TurnEnded>()).Outcome);
        Assert.False(File.Exists(Path.Combine(rig.Workspace, "asked.txt")));
    }
}
