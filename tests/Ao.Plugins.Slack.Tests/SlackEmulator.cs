using Ao.TestSupport.Forges;

[assembly: AssemblyFixture(typeof(Ao.Plugins.Slack.Tests.SlackEmulator))]

namespace Ao.Plugins.Slack.Tests;

/// <summary>The emulator of Slack that the tests of forges and chats share.</summary>
public sealed class SlackEmulator() : ForgeStack(new ForgeStackOptions { Services = ["slack"] });
