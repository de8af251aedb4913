using Ao.Configuration;
using Ao.Core.Tests.Effects;
using Ao.Effects;
using Ao.Governance;
using Ao.Sessions;
using Ao.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Ao.Core.Tests.Governance;

public sealed class DocumentedPolicyTests
{
    [Theory]
    [InlineData(1, EffectStatus.Succeeded)]
    [InlineData(2, EffectStatus.Denied)]
    public async Task NoMergesOnFriday_ThursdayAndFriday_AsksOnFriday(int day, EffectStatus expected)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, day, 12, 0, 0, TimeSpan.Zero));
        var world = new OutsideWorld();
        await using var host = await GateHost.StartAsync(time: time, policies: [new NoMergesOnFriday(time)]);
        var merge = Given.Effect(EffectKind.MergePullRequest);

        var performing = host.Gate.PerformAsync(merge, new WorldAction(world, merge.Key), GateHost.Token).AsTask();
        if (expected == EffectStatus.Denied)
        {
            var question = await host.WaitPendingAsync();
            Assert.Equal("policy 'no-merges-on-friday': it is Friday", Assert.Single(question.Details.Why));
            await host.Consents.AnswerAsync(question.Id, Ao.Consents.ConsentDecision.Deny, GateHost.Ada, cancellationToken: GateHost.Token);
        }

        Assert.Equal(expected, (await performing).Status);
    }

    [Fact]
    public async Task AddAo_PolicyAmongTheOrchestratorsServices_IsPartOfItsPolicy()
    {
        using var folder = new TempFolder();
        var services = new ServiceCollection();
        services.AddAo("tenant", options =>
        {
            options.DataFolder = folder.Path;
            options.Projects["shop"] = new ProjectOptions { Path = folder.Path };
        }).Services.AddSingleton<IEffectPolicy, NoMergesOnFriday>();
        await using var provider = services.BuildServiceProvider();

        var current = provider.GetRequiredKeyedService<IOrchestrator>("tenant").Governance.Current(new ProjectId("shop"));

        Assert.Contains("""{"name":"no-merges-on-friday","version":"1"}""", current.Content, StringComparison.Ordinal);
        Assert.Null(current.AdoptedAt);
    }
}
