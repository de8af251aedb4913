namespace Ao.Plugins.LocalFiles;

/// <summary>Which id an operation was given. It is written before the issue, so that a repeated operation takes the same id.</summary>
internal sealed record OperationFile(OperationKey Operation, string Id);
