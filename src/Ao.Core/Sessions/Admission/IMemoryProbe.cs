namespace Ao.Sessions.Admission;

/// <summary>Tells how much memory the machine has left.</summary>
internal interface IMemoryProbe
{
    /// <summary>Gets the memory that could be used without swapping, in bytes.</summary>
    long AvailableBytes { get; }
}
