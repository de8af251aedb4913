namespace Ao.TestSupport;

/// <summary>Stands for the end of the host: nothing of it goes on behind this point.</summary>
public sealed class HostDiedException : Exception
{
    /// <summary>Makes the end.</summary>
    public HostDiedException()
        : base("The host died here.")
    {
    }
}
