namespace Ao.Core.Tests.Plugins;

/// <summary>What the faulty implementations throw next.</summary>
internal sealed class Fault
{
    public Exception? Exception { get; set; }
}
