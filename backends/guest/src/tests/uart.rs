//! The UART, and the small devices beside it.

use super::world::World;
use crate::devices::finisher::Finisher;
use crate::devices::uart::Uart;
use crate::{Device, End};

#[test]
fn what_is_typed_is_received_with_an_interrupt() {
    let (world, mut uart) = (World::new(), Uart::default());
    let context = world.context();
    world.typed.lock().unwrap().extend(*b"hello, this is a long line");
    uart.poll(context);
    assert!(!uart.interrupt(), "nobody asked for one");
    uart.write(1, 1, 1, context);
    assert!(uart.interrupt());
    assert_eq!(uart.read(2, 1, context), 4);
    let mut line = std::string::String::new();
    while uart.read(5, 1, context) & 1 != 0 {
        line.push(uart.read(0, 1, context) as u8 as char);
    }
    assert_eq!(line, "hello, this is a long line");
    assert!(!uart.interrupt());
    assert_eq!(uart.read(2, 1, context), 1);
}

#[test]
fn an_empty_transmitter_interrupts_once() {
    let (world, mut uart) = (World::new(), Uart::default());
    let context = world.context();
    uart.write(1, 1, 2, context);
    assert!(uart.interrupt(), "enabling it tells that there is room");
    assert_eq!(uart.read(2, 1, context), 2);
    assert!(!uart.interrupt());
    uart.write(0, 1, b'x'.into(), context);
    assert!(uart.interrupt());
    assert_eq!(*world.printed.lock().unwrap(), b"x");
}

#[test]
fn loopback_stays_inside_and_is_bounded() {
    let (world, mut uart) = (World::new(), Uart::default());
    let context = world.context();
    uart.write(4, 1, 0x10, context);
    for byte in 0..1000 {
        uart.write(0, 1, byte, context);
    }
    assert!(world.printed.lock().unwrap().is_empty());
    let received = (0..1000).take_while(|_| uart.read(5, 1, context) & 1 != 0 && uart.read(0, 1, context) < 256).count();
    assert_eq!(received, 16);
}

#[test]
fn a_saved_uart_goes_on() {
    let (world, mut uart) = (World::new(), Uart::default());
    let context = world.context();
    world.typed.lock().unwrap().extend(*b"ab");
    uart.write(1, 1, 3, context);
    uart.poll(context);
    let mut other = Uart::default();
    other.restore(&uart.save().unwrap()).unwrap();
    assert!(other.interrupt());
    assert_eq!(other.read(0, 1, context), u64::from(b'a'));
    assert_eq!(other.restore(&[1, 2, 3]), None);
}

#[test]
fn the_finisher_ends_a_guest() {
    let (world, mut finisher) = (World::new(), Finisher);
    for (word, end) in [(0x5555, End::Good), (0x7_3333, End::Failed(7)), (0x7777, End::Restart)] {
        finisher.write(0, 4, word, world.context());
        assert_eq!(*world.ended.lock().unwrap(), Some(end));
    }
}
