using Ao.Agents;
using Ao.Commands;
using Ao.Plugins.Aider;

namespace Ao.RealAgents;

/// <summary>The Aider agent with a stand-in for the tool, which works as Aider's documentation says: it shows that the arguments fit together, not that Aider does what it says.</summary>
public sealed class AiderStandInTests
{
    // Refuses arguments that it does not know, and the restoring of a chat that is not there.
    private const string StandIn = """
        set -eu
        while [ $# -gt 0 ]; do
          case $1 in
            --message-file) message=$2; shift ;;
            --chat-history-file) chat=$2; shift ;;
            --analytics-log) events=$2; shift ;;
            --restore-chat-history) [ -s "$chat" ] ;;
            --input-history-file | --map-tokens) shift ;;
            --yes-always | --no-*) ;;
            *) echo "unknown argument: $1"; exit 2 ;;
          esac
          shift
        done
        cat "$message" >>"$chat"
        cp "$chat" heard.md
        git add heard.md
        git commit -qm "Hear it"
        printf '%s\n' '{"event":"message_send","properties":{"main_model":"m","prompt_tokens":1200,"completion_tokens":30}}' >>"$events"
        echo "Heard $(wc -l <"$chat") lines."
        """;

    [Fact]
    public async Task EachMessage_IsARunThatGoesOnWithTheConversation()
    {
        await using var rig = await AgentRig.StartAsync<AiderPlugin>("aider", AgentMode.Structured);
        var script = Path.Combine(rig.State, "stand-in.sh");
        await File.WriteAllTextAsync(script, StandIn, TestContext.Current.CancellationToken);
        rig.Settings = new AgentSettings { Command = new CommandLine("/bin/sh", script), Permissions = PermissionMode.AutoEdit };

        await rig.LaunchAsync("First.\n");
        var conversation = (await rig.ExpectAsync<ConversationStarted>()).ConversationId;
        Assert.Equal((TurnOutcome.Completed, "Heard 1 lines."), await rig.ExpectAsync<TurnEnded>() is var first ? (first.Outcome, first.Detail) : default);
        await rig.ExpectAsync<RunEnded>();
        await rig.LaunchAsync("Second.\n", conversation);
        Assert.Equal((TurnOutcome.Completed, "Heard 2 lines."), await rig.ExpectAsync<TurnEnded>() is var second ? (second.Outcome, second.Detail) : default);
        await rig.ExpectAsync<RunEnded>();

        Assert.Equal("First.\nSecond.", (await File.ReadAllTextAsync(Path.Combine(rig.Workspace, "heard.md"), TestContext.Current.CancellationToken)).Trim());
        Assert.Equal(2400, rig.Signals.OfType<UsageReported>().Sum(static used => used.InputTokens));
        Assert.Equal("", await rig.GitAsync("status", "--porcelain", "--ignored"));
    }
}
