using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Ao.Agents;
using Ao.Commands;
using Ao.Reports;
using Ao.Runtimes;
using Ao.Scm;

namespace Ao.TestSupport.Fakes;

/// <summary>An agent that understands lines such as <c>activity ready</c>, <c>done</c>, <c>ack m1</c>, <c>report title</c>, <c>verdict pass</c>, <c>verdict one finding|another at@file</c>, <c>conversation id</c>, <c>usage 10</c>, <c>end completed last words</c>, <c>ask q1</c>, <c>settled q1</c> and <c>limited ratelimited</c>.</summary>
public sealed class FakeAgent : IAgent
{
    /// <summary>Gets or sets what it can be asked to do while it runs.</summary>
    public AgentCapabilities Capabilities { get; set; } = new() { ExitClaimsDone = true };

    /// <summary>Gets or sets what is missing.</summary>
    public AgentReadiness Readiness { get; set; } = AgentReadiness.Ready("1.0");

    /// <summary>Gets the prompts of all launches, by run.</summary>
    public System.Collections.Concurrent.ConcurrentDictionary<RunId, string> Prompts { get; } = new();

    /// <summary>Gets or sets what happens when a message is submitted.</summary>
    public Func<AgentMessage, MessageDelivery> OnSend { get; set; } = static _ => new MessageDelivery(MessageStage.Submitted);

    /// <summary>Gets or sets what happens when a message is submitted, where that takes time.</summary>
    public Func<AgentMessage, CancellationToken, ValueTask<MessageDelivery>>? OnSendAsync { get; set; }

    /// <summary>Gets or sets what its connections hold on to, whatever they are told, before they end reading.</summary>
    public Task HoldsOn { get; set; } = Task.CompletedTask;

    /// <summary>Gets the messages that were submitted, in order.</summary>
    public System.Collections.Concurrent.ConcurrentQueue<AgentMessage> Sent { get; } = new();

    /// <summary>Gets the runtimes that it was told of: when its readiness was asked for, at a launch, and when its capabilities were.</summary>
    public System.Collections.Concurrent.ConcurrentQueue<RuntimeTraits> Runtimes { get; } = new();

    /// <summary>Gets the answers that it was given to what it asked permission for, in order.</summary>
    public System.Collections.Concurrent.ConcurrentQueue<PermissionAnswer> Answers { get; } = new();

    /// <summary>Gets or sets what happens when it is interrupted.</summary>
    public Action? OnInterrupt { get; set; }

    /// <summary>Gets the launches that were prepared, by run.</summary>
    public System.Collections.Concurrent.ConcurrentDictionary<RunId, AgentLaunchRequest> Launches { get; } = new();

    /// <inheritdoc/>
    public AgentCapabilities CapabilitiesFor(AgentSetup setup)
    {
        Runtimes.Enqueue(setup.Runtime);
        return Capabilities;
    }

    /// <inheritdoc/>
    public ValueTask<AgentReadiness> CheckReadinessAsync(AgentSetup setup, CancellationToken cancellationToken = default)
    {
        Runtimes.Enqueue(setup.Runtime);
        return ValueTask.FromResult(Readiness);
    }

    /// <inheritdoc/>
    public ValueTask<AgentLaunch> PrepareLaunchAsync(AgentLaunchRequest request, CancellationToken cancellationToken = default)
    {
        Prompts[request.Run] = request.Prompt ?? "";
        Launches[request.Run] = request;
        Runtimes.Enqueue(request.Runtime);
        return ValueTask.FromResult(new AgentLaunch { Command = new CommandLine("fake") });
    }

    /// <inheritdoc/>
    public IAgentConnection Connect(AgentConnectionRequest request) => new Connection(this, request);

    private sealed class Connection(FakeAgent agent, AgentConnectionRequest request) : IAnsweringConnection
    {
        public async IAsyncEnumerable<AgentSignal> ReadSignalsAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await agent.HoldsOn;
            var line = new List<byte>();
            var cursor = request.Cursor;
            await foreach (var happened in request.Process.WatchAsync(request.Cursor, cancellationToken))
            {
                if (happened is RunExited exited)
                {
                    yield return new RunEnded { Cursor = cursor, ExitCode = exited.ExitCode };
                    yield break;
                }

                var data = ((RunOutput)happened).Data.ToArray();
                foreach (var value in data)
                {
                    cursor++;
                    if (value != (byte)'\n')
                    {
                        line.Add(value);
                        continue;
                    }

                    var signal = Parse(Encoding.UTF8.GetString([.. line]), cursor);
                    line.Clear();
                    if (signal is not null)
                    {
                        yield return signal;
                    }
                }
            }
        }

        public ValueTask<MessageDelivery> SendAsync(AgentMessage message, CancellationToken cancellationToken = default)
        {
            agent.Sent.Enqueue(message);
            return agent.OnSendAsync is { } send ? send(message, cancellationToken) : ValueTask.FromResult(agent.OnSend(message));
        }

        public ValueTask InterruptAsync(CancellationToken cancellationToken = default)
        {
            agent.OnInterrupt?.Invoke();
            return new(agent.HoldsOn);
        }

        public ValueTask AnswerAsync(PermissionAnswer answer, CancellationToken cancellationToken = default)
        {
            agent.Answers.Enqueue(answer);
            return ValueTask.CompletedTask;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private static AgentSignal? Parse(string line, long cursor) => line.Split(' ', 2) switch
        {
            ["activity", var activity] => new ActivityChanged { Cursor = cursor, Activity = Enum.Parse<AgentActivity>(activity, ignoreCase: true) },
            ["done"] => new DoneClaimed { Cursor = cursor },
            ["done", var revision] => new DoneClaimed { Cursor = cursor, Revision = revision },
            ["ack", var message] => new MessageAcknowledged { Cursor = cursor, MessageId = message },
            ["verdict", "pass"] => new VerdictGiven { Cursor = cursor, Verdict = ReviewVerdict.Approve, Summary = "It is good." },
            ["verdict", var findings] => new VerdictGiven { Cursor = cursor, Verdict = ReviewVerdict.RequestChanges, Summary = "It cannot be merged.", Findings = [.. findings.Split('|').Select(static text => text.Split('@') is [var what, var place] ? new VerdictFinding { Text = what, Path = place, Line = 1 } : new VerdictFinding { Text = text })] },
            ["turn", var message] => new TurnStarted { Cursor = cursor, MessageId = message },
            ["report", var title] => new ReportFiled { Cursor = cursor, Report = new Report { Type = ReportType.BugReport, Title = title } },
            ["conversation", var id] => new ConversationStarted { Cursor = cursor, ConversationId = id },
            ["end", var outcome] => new TurnEnded { Cursor = cursor, Outcome = Enum.Parse<TurnOutcome>(outcome.Split(' ')[0], ignoreCase: true), Detail = outcome.Contains(' ', StringComparison.Ordinal) ? outcome[(outcome.IndexOf(' ', StringComparison.Ordinal) + 1)..] : null },
            ["ask", var question] => new PermissionAsked { Cursor = cursor, QuestionId = question, Tool = "shell", Title = $"run {question}", Parameters = new Dictionary<string, string> { ["command"] = $"make {question}" } },
            ["settled", var question] => new PermissionSettled { Cursor = cursor, QuestionId = question },
            ["limited", var kind] => new ProviderLimited { Cursor = cursor, Kind = Enum.Parse<ProviderLimitKind>(kind, ignoreCase: true), Detail = "slow down" },
            ["screen", var activity] => new ActivityChanged { Cursor = cursor, Activity = Enum.Parse<AgentActivity>(activity, ignoreCase: true), Source = SignalSource.Screen },
            ["usage", var tokens] => new UsageReported { Cursor = cursor, InputTokens = long.Parse(tokens, CultureInfo.InvariantCulture) },
            ["breakdown", var json] => new BreakdownProposed { Cursor = cursor, Json = json },
            _ => null,
        };
    }
}
