using Ao;
using Ao.Consents;

namespace Quickstart;

/// <summary>A request for consent, and how it was decided.</summary>
internal sealed record ConsentLine(string Id, OperationKey Operation, string Title, string Decision, ConsentState State, string? By);
