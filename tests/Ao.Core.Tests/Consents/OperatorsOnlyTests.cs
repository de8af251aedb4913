using System.Collections.Immutable;
using Ao.AgentTools;
using Ao.Commands;
using Ao.Configuration;
using Ao.Consents;
using Ao.Core.Tests.Plugins;
using Ao.Effects;
using Ao.Governance;
using Ao.Plugins;
using Ao.Sessions;
using Ao.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NSubstitute;

namespace Ao.Core.Tests.Consents;

/// <summary>Nobody but a host that has authenticated an operator holds what answers a question.</summary>
public sealed class OperatorsOnlyTests
{
    private static readonly ImmutableHashSet<Type> s_answering = [typeof(IConsents), typeof(Ao.Consents.Consents), typeof(ConsentDesk), typeof(IEffects), typeof(IGovernance), typeof(IOrchestrator), typeof(Lazy<IOrchestrator>), typeof(IEffectGate), typeof(IServiceProvider)];

    public static TheoryData<string> Tools => [.. ToolTypes.Select(static type => type.Name)];

    private static IEnumerable<Type> ToolTypes => typeof(IAgentTool).Assembly.GetTypes().Where(static type => type is { IsAbstract: false } && type.IsAssignableTo(typeof(IAgentTool)));

    [Theory]
    [MemberData(nameof(Tools))]
    public void AgentTool_WhatItIsGiven_AnswersNothing(string tool)
    {
        var type = ToolTypes.Single(type => type.Name == tool);

        Assert.All(type.GetConstructors().SelectMany(static constructor => constructor.GetParameters()), static parameter => Assert.DoesNotContain(parameter.ParameterType, s_answering));
    }

    [Fact]
    public void SessionCommands_OfTheWholeOrchestrator_GiveThreeCalls() =>
        Assert.Equal(["SendAsync", "SpawnAsync", "StopAsync"], typeof(SessionCommands).GetMethods().Where(static method => method.DeclaringType == typeof(SessionCommands)).Select(static method => method.Name).Order());

    [Fact]
    public void Plugin_ItsServices_HoldNothingOfTheEngine()
    {
        using var folder = new TempFolder();
        var plugin = new CapturingPlugin();
        var activator = new PluginActivator(Options.Create(new AoOptions { DataFolder = folder.Path }), NullLoggerFactory.Instance, TimeProvider.System, Substitute.For<ICommandRunner>(), Substitute.For<IHttpClientFactory>());

        activator.Activate(new KnownPlugin("capture") { Linked = new PluginRegistration("capture", () => plugin) }, null);

        Assert.NotEmpty(plugin.Services);
        Assert.All(plugin.Services, static service =>
        {
            Assert.NotEqual(typeof(IOrchestrator).Assembly, service.ServiceType.Assembly);
            Assert.DoesNotContain(service.ServiceType, s_answering);
        });
    }

    private sealed class CapturingPlugin : IAoPlugin
    {
        public List<ServiceDescriptor> Services { get; } = [];

        public void Configure(IAoPluginBuilder builder) => Services.AddRange(builder.Services);
    }
}
