using Ao.Plugins.Linear.Tests;
using Ao.TestSupport.Forges;

[assembly: AssemblyFixture(typeof(LinearStack))]

namespace Ao.Plugins.Linear.Tests;

/// <summary>Linear's emulator behind what it lacks.</summary>
public sealed class LinearStack() : ForgeStack(new ForgeStackOptions { Services = ["linear"] });
