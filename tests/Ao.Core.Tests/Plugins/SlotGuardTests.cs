using Ao.Agents;
using Ao.Plugins;
using Ao.Scm;
using Ao.Terminals;
using Ao.Trackers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace Ao.Core.Tests.Plugins;

public sealed class SlotGuardTests : IAsyncDisposable
{
    private static readonly ProjectSource s_source = new() { Project = new ProjectId("shop"), Location = "/x" };
    private static readonly OperationKey s_key = OperationKey.Parse("shop-1/open");

    private readonly PluginFixture _fixture = new();
    private readonly Fault _fault = new();

    public SlotGuardTests() => _fixture.Added.AddSingleton(new PluginRegistration("faulty", () => new FaultyPlugin(_fault)));

    public static TheoryData<string> Members => ["GetAsync", "FindAsync", "ListAsync", "WatchAsync", "CapabilitiesFor", "ReadSignalsAsync", "SendAsync", "InterruptAsync", "DisposeAsync"];

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Theory]
    [MemberData(nameof(Members))]
    public async Task Call_PluginThrowsADefect_NamesPluginSlotAndMember(string member)
    {
        var thrown = await CallAsync(member, new FormatException("No\u001b[2J good"), TestContext.Current.CancellationToken);

        var error = Assert.IsType<PluginException>(thrown);
        Assert.Equal("faulty", error.PluginId);
        Assert.Matches($"^The plugin 'faulty' failed in its (tracker|agent) 'faulty', at {member}: FormatException: No\\[2J good\\. ", error.Message);
        Assert.IsType<FormatException>(error.InnerException);
        Assert.Contains(_fixture.Logs.GetSnapshot(), entry => entry.Exception is FormatException && entry.Message.EndsWith($"failed in {member}", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Members))]
    public async Task Call_PluginThrowsOnPurpose_PassesTheSameException(string member)
    {
        var purpose = new TransientException("The service asked to wait.");

        Assert.Same(purpose, await CallAsync(member, purpose, TestContext.Current.CancellationToken));
    }

    [Theory]
    [MemberData(nameof(Members))]
    public async Task Call_CallerCancelled_CancellationPasses(string member)
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        Assert.IsType<OperationCanceledException>(await CallAsync(member, new OperationCanceledException(), cancelled.Token));
    }

    [Fact]
    public async Task Call_PluginTimesOutByItself_IsNoCancellation()
    {
        var error = Assert.IsType<PluginException>(await CallAsync("FindAsync", new TaskCanceledException("timeout"), TestContext.Current.CancellationToken));

        Assert.Contains("it broke off by itself", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ListAsync_Fails_WhatCameBeforeWasDelivered()
    {
        _fault.Exception = new FormatException("later");
        await using var issues = _fixture.Catalog.Get<ITracker>("faulty").ListAsync(s_source, new IssueQuery(), TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);

        Assert.True(await issues.MoveNextAsync());
        Assert.Equal("First", issues.Current.Title);
        await Assert.ThrowsAsync<PluginException>(async () => await issues.MoveNextAsync());
    }

    [Fact]
    public async Task Find_Capability_IsTheSameInstanceGuardedAndNullWhereThereIsNone()
    {
        await _fixture.StartAsync();

        Assert.NotNull(_fixture.Catalog.Find<IIssueFeed>(Slot.Tracker, "faulty"));
        Assert.Null(_fixture.Catalog.Find<IPullRequestHost>(Slot.Tracker, "faulty"));
        Assert.Same(_fixture.Catalog.Get<ITracker>("faulty"), _fixture.Catalog.Get<ITracker>("faulty"));
        Assert.IsNotType<FaultyTracker>(_fixture.Catalog.Get<ITracker>("faulty"));
        Assert.NotNull(_fixture.Catalog.Get<IIssueFeed>("faulty"));
        Assert.Throws<NotSupportedException>(() => _fixture.Catalog.Get<IDisposable>("faulty"));
        Assert.Throws<PluginException>(() => _fixture.Catalog.Get<IPullRequestHost>("faulty"));
    }

    [Fact]
    public void Get_Implementation_HasItsCapabilitiesAndNothingElse()
    {
        var tracker = _fixture.Catalog.Get<ITracker>("faulty");

        Assert.Same(tracker, Assert.IsType<IIssueFeed>(tracker, exactMatch: false));
        Assert.Same(tracker, _fixture.Catalog.Find<IIssueFeed>(Slot.Tracker, "faulty"));
        Assert.False(tracker is IAsyncDisposable);
    }

    [Fact]
    public async Task Call_CapabilityOfAReturnedObject_IsFoundByATypeTestAndGuarded()
    {
        var connection = _fixture.Catalog.Get<IAgent>("faulty").Connect(null!);
        _fault.Exception = new FormatException("x");

        var capability = Assert.IsType<ITerminal>(connection, exactMatch: false);
        var error = await Assert.ThrowsAsync<PluginException>(async () => await capability.CaptureAsync(null!, TestContext.Current.CancellationToken));

        Assert.StartsWith("The plugin 'faulty' failed in its agent 'faulty', at CaptureAsync: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_IsMeasured_ByOutcome()
    {
        using var calls = new MetricCollector<long>(null, AoTelemetry.MeterName, "ao.plugin.calls");
        using var durations = new MetricCollector<double>(null, AoTelemetry.MeterName, "ao.plugin.call.duration");

        await CallAsync("FindAsync", new FormatException("x"), TestContext.Current.CancellationToken);
        await CallAsync("FindAsync", new AoException("x"), TestContext.Current.CancellationToken);

        var outcomes = calls.GetMeasurementSnapshot().Where(static call => call.ContainsTags(Tag("ao.plugin", "faulty"), Tag("ao.plugin.slot", "Tracker"), Tag("ao.plugin.name", "faulty"), Tag("ao.plugin.member", "FindAsync"))).Select(static call => call.Tags["ao.plugin.outcome"]).ToList();
        Assert.Contains("fault", outcomes);
        Assert.Contains("error", outcomes);
        Assert.Contains(durations.GetMeasurementSnapshot(), static duration => duration.Value >= 0 && duration.ContainsTags(Tag("ao.plugin.member", "FindAsync")));
    }

    [Fact]
    public async Task Get_LinkedPlugin_HasTheHostsServices()
    {
        await _fixture.StartAsync();

        Assert.Equal("5 faulty 0.0.0 True", await _fixture.CaptureAsync("faulty"));
        Assert.Equal(PluginStatus.Active, _fixture["faulty"].Status);
        Assert.Equal(3, _fixture["faulty"].Slots.Count);
    }

    private static KeyValuePair<string, object?> Tag(string name, object value) => new(name, value);

    private async Task<Exception> CallAsync(string member, Exception exception, CancellationToken cancellationToken)
    {
        var tracker = _fixture.Catalog.Get<ITracker>("faulty");
        var agent = _fixture.Catalog.Get<IAgent>("faulty");
        var feed = _fixture.Catalog.Find<IIssueFeed>(Slot.Tracker, "faulty")!;
        var connection = agent.Connect(null!);
        _fault.Exception = exception;
        return (await Record.ExceptionAsync(async () =>
        {
            switch (member)
            {
                case "GetAsync":
                    await tracker.GetAsync(s_source, "1", cancellationToken);
                    break;
                case "FindAsync":
                    await tracker.FindAsync(s_source, s_key, cancellationToken);
                    break;
                case "ListAsync":
                    await foreach (var _ in tracker.ListAsync(s_source, new IssueQuery(), CancellationToken.None).WithCancellation(cancellationToken))
                    {
                    }

                    break;
                case "WatchAsync":
                    await foreach (var _ in feed.WatchAsync(s_source, cancellationToken: cancellationToken))
                    {
                    }

                    break;
                case "CapabilitiesFor":
                    _ = agent.CapabilitiesFor(null!);
                    break;
                case "ReadSignalsAsync":
                    await foreach (var _ in connection.ReadSignalsAsync(cancellationToken))
                    {
                    }

                    break;
                case "SendAsync":
                    await connection.SendAsync(null!, cancellationToken);
                    break;
                case "InterruptAsync":
                    await connection.InterruptAsync(cancellationToken);
                    break;
                default:
                    await connection.DisposeAsync();
                    break;
            }
        }))!;
    }
}
