namespace Ao.Reports;

/// <summary>The promise of a reporter or tracker that what it is given stays on this machine's disks: it makes no network call.</summary>
/// <remarks>A project whose feedback is local is served by implementations with this promise only.</remarks>
public interface IKeepsOnDisk;
