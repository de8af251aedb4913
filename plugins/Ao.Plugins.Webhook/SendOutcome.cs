namespace Ao.Plugins.Webhook;

/// <summary>What follows from an attempt.</summary>
internal enum SendOutcome
{
    Delivered,
    TryAgain,
    Refused,
}
