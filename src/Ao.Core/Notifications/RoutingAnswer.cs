namespace Ao.Notifications;

/// <summary>What a notifier is to do with a notification.</summary>
/// <param name="IsTold">Whether it is told at all.</param>
/// <param name="Until">Until when it is held back; <see langword="null"/> where it is told at once.</param>
internal readonly record struct RoutingAnswer(bool IsTold, DateTimeOffset? Until = null);
