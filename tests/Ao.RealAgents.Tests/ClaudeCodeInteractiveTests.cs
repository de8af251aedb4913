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

        await AnswerAtTheScreenAsync(rig, RunKey.Enter);

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

        await AnswerAtTheScreenAsync(rig, RunKey.Escape);

        Assert.Equal(asked.QuestionId, (await rig.ExpectAsync<PermissionSettled>()).QuestionId);
        Assert.Equal(TurnOutcome.Interrupted, (await rig.ExpectAsync<TurnEnded>()).Outcome);
        Assert.False(File.Exists(Path.Combine(rig.Workspace, "asked.txt")));
    }

    /// <summary>Presses a key when the question has come to the screen, and again for as long as it stays there: Claude Code takes no keys in a question's first moment.</summary>
    private static async Task AnswerAtTheScreenAsync(AgentRig rig, RunKey key)
    {
        const string Question = "Do you want to proceed?";
        await UntilAsync(async () => (await rig.ReadScreenAsync()).Contains(Question, StringComparison.Ordinal));
        await UntilAsync(async () =>
        {
            if (!(await rig.ReadScreenAsync()).Contains(Question, StringComparison.Ordinal))
            {
                return true;
            }

            await rig.PressAsync(key);
            return false;
        });
    }
}
